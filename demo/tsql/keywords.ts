// Reserved words of the dialect the demo server understands: a bare one is never a name.

const RESERVED = new Set(
  (
    'ALL ALTER AND AS ASC BEGIN BETWEEN BY CASE CAST COALESCE COLLATE COMMIT CONVERT CREATE CROSS CURRENT_TIMESTAMP ' +
    'CURRENT_USER DECLARE DELETE DESC DISTINCT DROP ELSE END ESCAPE EXCEPT EXEC EXECUTE EXISTS FETCH FOR FROM FULL GRANT ' +
    'GROUP HAVING IF IN INNER INSERT INTERSECT INTO IS JOIN LEFT LIKE MERGE NOT NULL NULLIF OF ON OPTION OR ORDER OUTER ' +
    'OVER PERCENT PRINT RIGHT ROLLBACK SELECT SET SYSTEM_USER TABLE THEN TOP TRAN TRANSACTION TRUNCATE TRY_CONVERT UNION ' +
    'UNIQUE UPDATE USE USER VALUES VIEW WAITFOR WHEN WHERE WHILE WITH'
  ).split(' '),
);

/** Reserved words that are functions nonetheless. */
const FUNCTIONS = new Set('COALESCE LEFT NULLIF RIGHT'.split(' '));

const BARE_FUNCTIONS = new Set('CURRENT_TIMESTAMP CURRENT_USER SYSTEM_USER USER'.split(' '));

/** True for an upper-case word that is a call by itself. */
export const isFunctionWithoutParentheses = (word: string): boolean => BARE_FUNCTIONS.has(word);

/** True for an upper-case word that cannot be a name without brackets. */
export const isReserved = (word: string): boolean => RESERVED.has(word);

/** True for an upper-case word that may be called although it is reserved. */
export const isReservedFunction = (word: string): boolean => FUNCTIONS.has(word);

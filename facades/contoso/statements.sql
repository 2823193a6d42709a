-- Every statement this facade can send to its source, generated; do not edit.
-- @p stands for a parameter; no text of a caller ever becomes part of a statement.
-- Lists of values are padded to 1, 2, 4 ... values by repeating the last one.

-- ==== every new connection, as far as readOnly asks
/* banyan.proof */
SELECT CONVERT(varchar(20), DATABASEPROPERTYEX(DB_NAME(), 'Updateability'));
/* banyan.proof */
SELECT IS_SRVROLEMEMBER('sysadmin'), IS_SRVROLEMEMBER('securityadmin'), IS_SRVROLEMEMBER('serveradmin'), IS_SRVROLEMEMBER('setupadmin'), IS_SRVROLEMEMBER('processadmin'), IS_SRVROLEMEMBER('diskadmin'), IS_SRVROLEMEMBER('dbcreator'), IS_SRVROLEMEMBER('bulkadmin'), IS_ROLEMEMBER('db_owner'), IS_ROLEMEMBER('db_securityadmin'), IS_ROLEMEMBER('db_accessadmin'), IS_ROLEMEMBER('db_backupoperator'), IS_ROLEMEMBER('db_ddladmin'), IS_ROLEMEMBER('db_datawriter');
/* banyan.proof */
SELECT [permission_name] FROM sys.fn_my_permissions(NULL, 'SERVER')
UNION
SELECT [permission_name] FROM sys.fn_my_permissions(NULL, 'DATABASE');
/* banyan.proof */
SELECT TOP (5) [s].[name]
FROM [sys].[schemas] AS [s]
WHERE 1 IN (HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']', 'SCHEMA', 'INSERT'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']', 'SCHEMA', 'UPDATE'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']', 'SCHEMA', 'DELETE'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']', 'SCHEMA', 'EXECUTE'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']', 'SCHEMA', 'ALTER'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']', 'SCHEMA', 'CONTROL'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']', 'SCHEMA', 'TAKE OWNERSHIP'));
/* banyan.proof */
SELECT TOP (5) [s].[name] + '.' + [o].[name]
FROM [sys].[objects] AS [o]
JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [o].[schema_id]
WHERE 1 IN (HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']' + '.' + '[' + REPLACE([o].[name], ']', ']]') + ']', 'OBJECT', 'INSERT'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']' + '.' + '[' + REPLACE([o].[name], ']', ']]') + ']', 'OBJECT', 'UPDATE'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']' + '.' + '[' + REPLACE([o].[name], ']', ']]') + ']', 'OBJECT', 'DELETE'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']' + '.' + '[' + REPLACE([o].[name], ']', ']]') + ']', 'OBJECT', 'EXECUTE'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']' + '.' + '[' + REPLACE([o].[name], ']', ']]') + ']', 'OBJECT', 'ALTER'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']' + '.' + '[' + REPLACE([o].[name], ']', ']]') + ']', 'OBJECT', 'CONTROL'), HAS_PERMS_BY_NAME('[' + REPLACE([s].[name], ']', ']]') + ']' + '.' + '[' + REPLACE([o].[name], ']', ']]') + ']', 'OBJECT', 'TAKE OWNERSHIP'));
/* banyan.proof */
SELECT TOP (5) [p].[name]
FROM [sys].[database_principals] AS [p]
WHERE [p].[name] <> USER_NAME() AND 1 IN (HAS_PERMS_BY_NAME('[' + REPLACE([p].[name], ']', ']]') + ']', 'USER', 'IMPERSONATE'), HAS_PERMS_BY_NAME('[' + REPLACE([p].[name], ']', ']]') + ']', 'USER', 'CONTROL'));

-- ==== check --live
/* banyan.describe */
SELECT [s].[name], [o].[name], [c].[name], COALESCE([b].[name], [t].[name]), [c].[max_length], [c].[precision], [c].[scale], [c].[is_nullable]
FROM [sys].[columns] AS [c]
JOIN [sys].[objects] AS [o] ON [o].[object_id] = [c].[object_id]
JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [o].[schema_id]
JOIN [sys].[types] AS [t] ON [t].[user_type_id] = [c].[user_type_id]
LEFT JOIN [sys].[types] AS [b] ON [b].[user_type_id] = [c].[system_type_id]
WHERE (([s].[name] = @p AND [o].[name] = @p))
ORDER BY [s].[name], [o].[name], [c].[column_id];

-- ==== customers.list: rows
/* customers.list */
SELECT TOP (@limit) [CUSTNO], [CUSTNM], [CUSTNU], [SRCHNM], [CUSTTP], [CUSTST], [HOLD], [VATNO], [LANGCD], [CURCOD], [PAYTRM], [PRLCOD], CONVERT(varchar(40), [CRDLIM], 2), [BALAMT], CONVERT(varchar(40), [TURNOV]), [SYSKEY], [EXTID], [EMAIL], [PHONE], [NWSFLG], [NOTE], [CRTDAT], [CHGDAT], [CHGTIM], [ROWVER]
-- or, to count: SELECT COUNT_BIG(*), without order
FROM [api].[Customers]
-- always: [DELFLG] = @p
-- id[eq]: [CUSTNO] = @p
-- id[eq]: any of 
-- id[in]: [CUSTNO] = @p
-- id[in]: [CUSTNO] IN (@p)
-- id[in]: any of 
-- name[eq]: [CUSTNM] = @p
-- name[eq]: any of 
-- name[contains]: [CUSTNM] LIKE @p ESCAPE '\'
-- name[contains]: any of 
-- name[startsWith]: [CUSTNM] LIKE @p ESCAPE '\'
-- name[startsWith]: any of 
-- searchName[eq]: [SRCHNM] = @p
-- searchName[eq]: any of 
-- searchName[startsWith]: [SRCHNM] LIKE @p ESCAPE '\'
-- searchName[startsWith]: any of 
-- kind[eq]: [CUSTTP] IN (@p)
-- kind[eq]: [CUSTTP] = @p
-- kind[eq]: any of 
-- kind[in]: [CUSTTP] IN (@p)
-- kind[in]: [CUSTTP] = @p
-- status[eq]: [CUSTST] = @p
-- status[eq]: [CUSTST] IN (@p)
-- status[eq]: up to 2 of ([CUSTST] = @p AND [HOLD] = @p)
-- status[ne]: up to 6 of ([CUSTST] IN (@p)) OR ([CUSTST] = @p AND [HOLD] = @p) OR ([CUSTST] = @p)
-- status[in]: [CUSTST] = @p
-- status[in]: [CUSTST] IN (@p)
-- status[in]: up to 6 of ([CUSTST] = @p) OR ([CUSTST] = @p AND [HOLD] = @p) OR ([CUSTST] IN (@p))
-- currency[eq]: [CURCOD] = @p
-- currency[eq]: any of 
-- currency[in]: [CURCOD] = @p
-- currency[in]: [CURCOD] IN (@p)
-- currency[in]: any of 
-- priceListId[eq]: [PRLCOD] = @p
-- priceListId[eq]: any of 
-- priceListId[in]: [PRLCOD] = @p
-- priceListId[in]: [PRLCOD] IN (@p)
-- priceListId[in]: any of 
-- balance[gt]: [BALAMT] > @p
-- balance[gt]: [BALAMT] = [BALAMT]
-- balance[gte]: [BALAMT] >= @p
-- balance[lt]: [BALAMT] < @p
-- balance[lt]: [BALAMT] = [BALAMT]
-- balance[lte]: [BALAMT] <= @p
-- webshopId[eq]: [EXTID] = @p
-- webshopId[eq]: any of 
-- webshopId[isNull]: [EXTID] IS NULL
-- webshopId[isNull]: [EXTID] IS NOT NULL
-- wantsNewsletter[eq]: [NWSFLG] = @p
-- wantsNewsletter[eq]: any of 
-- changedAt[gte]: any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p))
-- changedAt[lt]: any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)
-- ORDER BY [CUSTNO]
--   next page: [CUSTNO] > @p
-- ORDER BY [CUSTNO] DESC
--   next page: [CUSTNO] < @p
-- ORDER BY [CUSTNM], [CUSTNO]
--   next page: [CUSTNM] >= @p AND (([CUSTNM] > @p) OR ([CUSTNM] = @p AND [CUSTNO] > @p))
--   next page: (([CUSTNM] IS NOT NULL) OR ([CUSTNM] IS NULL AND [CUSTNO] > @p))
-- ORDER BY [CUSTNM] DESC, [CUSTNO] DESC
--   next page: ((([CUSTNM] < @p OR [CUSTNM] IS NULL)) OR ([CUSTNM] = @p AND [CUSTNO] < @p))
--   next page: (([CUSTNM] IS NULL AND [CUSTNO] < @p))
-- ORDER BY [BALAMT], [CUSTNO]
--   next page: [BALAMT] >= @p AND (([BALAMT] > @p) OR ([BALAMT] = @p AND [CUSTNO] > @p))
--   next page: (([BALAMT] IS NOT NULL) OR ([BALAMT] IS NULL AND [CUSTNO] > @p))
-- ORDER BY [BALAMT] DESC, [CUSTNO] DESC
--   next page: ((([BALAMT] < @p OR [BALAMT] IS NULL)) OR ([BALAMT] = @p AND [CUSTNO] < @p))
--   next page: (([BALAMT] IS NULL AND [CUSTNO] < @p))
-- ORDER BY [CHGDAT], [CHGTIM], [CUSTNO]
--   next page: [CHGDAT] >= @p AND (([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) OR ([CHGDAT] = @p AND [CHGTIM] = @p AND [CUSTNO] > @p))
--   next page: [CHGDAT] >= @p AND (([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] IS NOT NULL) OR ([CHGDAT] = @p AND [CHGTIM] IS NULL AND [CUSTNO] > @p))
--   next page: (([CHGDAT] IS NOT NULL) OR ([CHGDAT] IS NULL AND [CHGTIM] > @p) OR ([CHGDAT] IS NULL AND [CHGTIM] = @p AND [CUSTNO] > @p))
--   next page: (([CHGDAT] IS NOT NULL) OR ([CHGDAT] IS NULL AND [CHGTIM] IS NOT NULL) OR ([CHGDAT] IS NULL AND [CHGTIM] IS NULL AND [CUSTNO] > @p))
-- ORDER BY [CHGDAT] DESC, [CHGTIM] DESC, [CUSTNO] DESC
--   next page: ((([CHGDAT] < @p OR [CHGDAT] IS NULL)) OR ([CHGDAT] = @p AND ([CHGTIM] < @p OR [CHGTIM] IS NULL)) OR ([CHGDAT] = @p AND [CHGTIM] = @p AND [CUSTNO] < @p))
--   next page: ((([CHGDAT] < @p OR [CHGDAT] IS NULL)) OR ([CHGDAT] = @p AND [CHGTIM] IS NULL AND [CUSTNO] < @p))
--   next page: (([CHGDAT] IS NULL AND ([CHGTIM] < @p OR [CHGTIM] IS NULL)) OR ([CHGDAT] IS NULL AND [CHGTIM] = @p AND [CUSTNO] < @p))
--   next page: (([CHGDAT] IS NULL AND [CHGTIM] IS NULL AND [CUSTNO] < @p))

-- ==== customers.get: rows
/* customers.get */
SELECT TOP (@limit) [CUSTNO], [CUSTNM], [CUSTNU], [SRCHNM], [CUSTTP], [CUSTST], [HOLD], [VATNO], [LANGCD], [CURCOD], [PAYTRM], [PRLCOD], CONVERT(varchar(40), [CRDLIM], 2), [BALAMT], CONVERT(varchar(40), [TURNOV]), [SYSKEY], [EXTID], [EMAIL], [PHONE], [NWSFLG], [NOTE], [CRTDAT], [CHGDAT], [CHGTIM], [ROWVER]
FROM [api].[Customers]
-- always: [DELFLG] = @p
-- always: [CUSTNO] = @p
-- ORDER BY [CUSTNO]
--   next page: [CUSTNO] > @p

-- ==== customers.get: children of the parents of a page
/* customers.get */
SELECT [ADRSEQ], [ADRTYP], [ADRNM], [STREET], [STREE2], [ZIPCOD], [CITY], [CNTRY], [DFTFLG], [CUSTNO]
FROM (SELECT [ADRSEQ], [ADRTYP], [ADRNM], [STREET], [STREE2], [ZIPCOD], [CITY], [CNTRY], [DFTFLG], [CUSTNO],
ROW_NUMBER() OVER (PARTITION BY [CUSTNO] ORDER BY [ADRSEQ]) AS [child_number]
FROM [api].[CustomerAddresses]
WHERE [CUSTNO] IN (@p)
AND [DELFLG] = @p
) AS [children]
WHERE [child_number] <= @perParent
ORDER BY [CUSTNO], [child_number];

-- ==== invoices.list: rows
/* invoices.list */
SELECT TOP (@limit) [INVNO], [CUSTNO], [ORDNO], [INVTYP], [INVSTS], [DISPUT], [INVDAT], [DUEDAT], [PAYDAT], [INVCUR], [NETAMT], [VATAMT], [TOTAMT], [OPNAMT], [PSTDTM], [CHGDAT], [CHGTIM]
-- or, to count: SELECT COUNT_BIG(*), without order
FROM [api].[Invoices]
-- always: [DELFLG] = @p
-- id[eq]: [INVNO] = @p
-- id[eq]: any of 
-- id[in]: [INVNO] = @p
-- id[in]: [INVNO] IN (@p)
-- id[in]: any of 
-- customerId[eq]: [CUSTNO] = @p
-- customerId[eq]: any of 
-- customerId[in]: [CUSTNO] = @p
-- customerId[in]: [CUSTNO] IN (@p)
-- customerId[in]: any of 
-- orderId[eq]: [ORDNO] = @p
-- orderId[eq]: any of 
-- orderId[in]: [ORDNO] = @p
-- orderId[in]: [ORDNO] IN (@p)
-- orderId[in]: any of 
-- kind[eq]: [INVTYP] IN (@p)
-- kind[eq]: any of 
-- kind[in]: [INVTYP] IN (@p)
-- status[eq]: [INVSTS] IN (@p)
-- status[eq]: [INVSTS] = @p
-- status[eq]: up to 2 of ([INVSTS] = @p AND [DISPUT] = @p)
-- status[ne]: up to 6 of ([INVSTS] = @p) OR ([INVSTS] = @p AND [DISPUT] = @p) OR ([INVSTS] IN (@p))
-- status[in]: [INVSTS] IN (@p)
-- status[in]: [INVSTS] = @p
-- status[in]: up to 6 of ([INVSTS] IN (@p)) OR ([INVSTS] = @p AND [DISPUT] = @p) OR ([INVSTS] = @p)
-- invoicedOn[eq]: [INVDAT] = @p
-- invoicedOn[eq]: any of 
-- invoicedOn[gte]: [INVDAT] >= @p
-- invoicedOn[gte]: any of 
-- invoicedOn[lt]: [INVDAT] < @p
-- invoicedOn[lt]: [INVDAT] = [INVDAT]
-- invoicedOn[lt]: any of 
-- dueOn[gte]: [DUEDAT] >= @p
-- dueOn[gte]: any of 
-- dueOn[lt]: [DUEDAT] < @p
-- dueOn[lt]: [DUEDAT] = [DUEDAT]
-- dueOn[lt]: [DUEDAT] <> @p
-- dueOn[lt]: [DUEDAT] = [DUEDAT]
-- dueOn[lt]: any of 
-- dueOn[isNull]: [DUEDAT] IS NOT NULL
-- dueOn[isNull]: [DUEDAT] <> @p
-- dueOn[isNull]: [DUEDAT] = [DUEDAT]
-- dueOn[isNull]: any of ([DUEDAT] IS NULL) OR ([DUEDAT] = @p)
-- paidOn[gte]: [PAYDAT] >= @p
-- paidOn[gte]: any of 
-- paidOn[lt]: [PAYDAT] < @p
-- paidOn[lt]: [PAYDAT] = [PAYDAT]
-- paidOn[lt]: [PAYDAT] <> @p
-- paidOn[lt]: [PAYDAT] = [PAYDAT]
-- paidOn[lt]: any of 
-- paidOn[isNull]: [PAYDAT] IS NOT NULL
-- paidOn[isNull]: [PAYDAT] <> @p
-- paidOn[isNull]: [PAYDAT] = [PAYDAT]
-- paidOn[isNull]: any of ([PAYDAT] IS NULL) OR ([PAYDAT] = @p)
-- total[gte]: [TOTAMT] >= @p
-- total[lte]: [TOTAMT] <= @p
-- open[gt]: [OPNAMT] > @p
-- open[gt]: [OPNAMT] = [OPNAMT]
-- open[gte]: [OPNAMT] >= @p
-- changedAt[gte]: any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p))
-- changedAt[lt]: any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)
-- ORDER BY [INVDAT] DESC, [INVNO] DESC
--   next page: ((([INVDAT] < @p OR [INVDAT] IS NULL)) OR ([INVDAT] = @p AND [INVNO] < @p))
--   next page: (([INVDAT] IS NULL AND [INVNO] < @p))
-- ORDER BY [INVNO]
--   next page: [INVNO] > @p
-- ORDER BY [INVNO] DESC
--   next page: [INVNO] < @p
-- ORDER BY [INVDAT], [INVNO]
--   next page: [INVDAT] >= @p AND (([INVDAT] > @p) OR ([INVDAT] = @p AND [INVNO] > @p))
--   next page: (([INVDAT] IS NOT NULL) OR ([INVDAT] IS NULL AND [INVNO] > @p))
-- ORDER BY [DUEDAT], [INVNO]
--   next page: [DUEDAT] >= @p AND (([DUEDAT] > @p) OR ([DUEDAT] = @p AND [INVNO] > @p))
--   next page: (([DUEDAT] IS NOT NULL) OR ([DUEDAT] IS NULL AND [INVNO] > @p))
-- ORDER BY [DUEDAT] DESC, [INVNO] DESC
--   next page: ((([DUEDAT] < @p OR [DUEDAT] IS NULL)) OR ([DUEDAT] = @p AND [INVNO] < @p))
--   next page: (([DUEDAT] IS NULL AND [INVNO] < @p))
-- ORDER BY [TOTAMT], [INVNO]
--   next page: [TOTAMT] >= @p AND (([TOTAMT] > @p) OR ([TOTAMT] = @p AND [INVNO] > @p))
--   next page: (([TOTAMT] IS NOT NULL) OR ([TOTAMT] IS NULL AND [INVNO] > @p))
-- ORDER BY [TOTAMT] DESC, [INVNO] DESC
--   next page: ((([TOTAMT] < @p OR [TOTAMT] IS NULL)) OR ([TOTAMT] = @p AND [INVNO] < @p))
--   next page: (([TOTAMT] IS NULL AND [INVNO] < @p))

-- ==== invoices.get: rows
/* invoices.get */
SELECT TOP (@limit) [INVNO], [CUSTNO], [ORDNO], [INVTYP], [INVSTS], [DISPUT], [INVDAT], [DUEDAT], [PAYDAT], [INVCUR], [NETAMT], [VATAMT], [TOTAMT], [OPNAMT], [PSTDTM], [CHGDAT], [CHGTIM]
FROM [api].[Invoices]
-- always: [DELFLG] = @p
-- always: [INVNO] = @p
-- ORDER BY [INVNO]
--   next page: [INVNO] > @p

-- ==== invoices.get: children of the parents of a page
/* invoices.get */
SELECT [LINNO], [ITEMNO], [LINTXT], [QTY], [UPRICE], [LINAMT], [VATPCT], [INVNO]
FROM (SELECT [LINNO], [ITEMNO], [LINTXT], [QTY], [UPRICE], [LINAMT], [VATPCT], [INVNO],
ROW_NUMBER() OVER (PARTITION BY [INVNO] ORDER BY [LINNO]) AS [child_number]
FROM [api].[InvoiceLines]
WHERE [INVNO] IN (@p)
AND [DELFLG] = @p
) AS [children]
WHERE [child_number] <= @perParent
ORDER BY [INVNO], [child_number];

-- ==== items.list: rows
/* items.list */
SELECT TOP (@limit) [ITEMNO], [ITEMTX], [ITEMTU], [LNGTXT], [ITEMGR], [ITEMST], [UNIT], [VATCOD], [STKITM], [BASPRC], [GRSWGT], [EANNO], [CNTDAT], [CRTDTM], [CHGDTM], [THUMB], [ROWVER]
-- or, to count: SELECT COUNT_BIG(*), without order
FROM [api].[Items]
-- always: [DELFLG] = @p
-- id[eq]: [ITEMNO] = @p
-- id[eq]: any of 
-- id[in]: [ITEMNO] = @p
-- id[in]: [ITEMNO] IN (@p)
-- id[in]: any of 
-- id[startsWith]: [ITEMNO] LIKE @p ESCAPE '\'
-- id[startsWith]: any of 
-- name[contains]: [ITEMTX] LIKE @p ESCAPE '\'
-- name[contains]: any of 
-- name[startsWith]: [ITEMTX] LIKE @p ESCAPE '\'
-- name[startsWith]: any of 
-- group[eq]: [ITEMGR] = @p
-- group[eq]: any of 
-- group[in]: [ITEMGR] = @p
-- group[in]: [ITEMGR] IN (@p)
-- status[eq]: [ITEMST] IN (@p)
-- status[eq]: [ITEMST] = @p
-- status[eq]: any of 
-- status[ne]: [ITEMST] IN (@p)
-- status[in]: [ITEMST] IN (@p)
-- status[in]: [ITEMST] = @p
-- stocked[eq]: [STKITM] = @p
-- stocked[eq]: any of 
-- basePrice[gte]: [BASPRC] >= @p
-- basePrice[lte]: [BASPRC] <= @p
-- ean[eq]: [EANNO] = @p
-- ean[in]: [EANNO] = @p
-- ean[in]: [EANNO] IN (@p)
-- countedOn[eq]: [CNTDAT] = @p
-- countedOn[eq]: any of 
-- countedOn[gte]: [CNTDAT] >= @p
-- countedOn[gte]: any of 
-- countedOn[lt]: [CNTDAT] < @p
-- countedOn[lt]: [CNTDAT] = [CNTDAT]
-- countedOn[lt]: any of 
-- countedOn[isNull]: [CNTDAT] IS NULL
-- countedOn[isNull]: [CNTDAT] IS NOT NULL
-- changedAt[gte]: [CHGDTM] >= @p
-- changedAt[gte]: any of ([CHGDTM] >= @p AND [CHGDTM] < @p) OR ([CHGDTM] >= @p)
-- changedAt[lt]: [CHGDTM] < @p
-- changedAt[lt]: [CHGDTM] = [CHGDTM]
-- changedAt[lt]: [CHGDTM] >= @p
-- changedAt[lt]: any of ([CHGDTM] < @p) OR ([CHGDTM] >= @p AND [CHGDTM] < @p)
-- ORDER BY [ITEMNO]
--   next page: [ITEMNO] > @p
-- ORDER BY [ITEMNO] DESC
--   next page: [ITEMNO] < @p
-- ORDER BY [ITEMTX], [ITEMNO]
--   next page: [ITEMTX] >= @p AND (([ITEMTX] > @p) OR ([ITEMTX] = @p AND [ITEMNO] > @p))
--   next page: (([ITEMTX] IS NOT NULL) OR ([ITEMTX] IS NULL AND [ITEMNO] > @p))
-- ORDER BY [ITEMTX] DESC, [ITEMNO] DESC
--   next page: ((([ITEMTX] < @p OR [ITEMTX] IS NULL)) OR ([ITEMTX] = @p AND [ITEMNO] < @p))
--   next page: (([ITEMTX] IS NULL AND [ITEMNO] < @p))
-- ORDER BY [BASPRC], [ITEMNO]
--   next page: [BASPRC] >= @p AND (([BASPRC] > @p) OR ([BASPRC] = @p AND [ITEMNO] > @p))
--   next page: (([BASPRC] IS NOT NULL) OR ([BASPRC] IS NULL AND [ITEMNO] > @p))
-- ORDER BY [BASPRC] DESC, [ITEMNO] DESC
--   next page: ((([BASPRC] < @p OR [BASPRC] IS NULL)) OR ([BASPRC] = @p AND [ITEMNO] < @p))
--   next page: (([BASPRC] IS NULL AND [ITEMNO] < @p))
-- ORDER BY [CHGDTM], [ITEMNO]
--   next page: [CHGDTM] >= @p AND (([CHGDTM] > @p) OR ([CHGDTM] = @p AND [ITEMNO] > @p))
--   next page: (([CHGDTM] IS NOT NULL) OR ([CHGDTM] IS NULL AND [ITEMNO] > @p))
-- ORDER BY [CHGDTM] DESC, [ITEMNO] DESC
--   next page: ((([CHGDTM] < @p OR [CHGDTM] IS NULL)) OR ([CHGDTM] = @p AND [ITEMNO] < @p))
--   next page: (([CHGDTM] IS NULL AND [ITEMNO] < @p))

-- ==== items.get: rows
/* items.get */
SELECT TOP (@limit) [ITEMNO], [ITEMTX], [ITEMTU], [LNGTXT], [ITEMGR], [ITEMST], [UNIT], [VATCOD], [STKITM], [BASPRC], [GRSWGT], [EANNO], [CNTDAT], [CRTDTM], [CHGDTM], [THUMB], [ROWVER]
FROM [api].[Items]
-- always: [DELFLG] = @p
-- always: [ITEMNO] = @p
-- ORDER BY [ITEMNO]
--   next page: [ITEMNO] > @p

-- ==== orders.list: rows
/* orders.list */
SELECT TOP (@limit) [ORDNO], [CUSTNO], [ORDTYP], [ORDSTS], [HOLD], [ORDDAT], [ORDTIM], [REQDAT], [ORDTOT], [ORDCUR], [ORDTXT], [YOURRF], [EXTREF], [DLVADR], [SALREP], [CHGDAT], [CHGTIM], [ROWVER]
-- or, to count: SELECT COUNT_BIG(*), without order
FROM [api].[Orders]
-- always: [DELFLG] = @p
-- id[eq]: [ORDNO] = @p
-- id[eq]: any of 
-- id[in]: [ORDNO] = @p
-- id[in]: [ORDNO] IN (@p)
-- id[in]: any of 
-- customerId[eq]: [CUSTNO] = @p
-- customerId[eq]: any of 
-- customerId[in]: [CUSTNO] = @p
-- customerId[in]: [CUSTNO] IN (@p)
-- customerId[in]: any of 
-- channel[eq]: [ORDTYP] IN (@p)
-- channel[eq]: [ORDTYP] = @p
-- channel[eq]: any of 
-- channel[in]: [ORDTYP] IN (@p)
-- channel[in]: [ORDTYP] = @p
-- status[eq]: [ORDSTS] IN (@p)
-- status[eq]: up to 2 of ([ORDSTS] = @p AND [HOLD] = @p)
-- status[ne]: up to 5 of ([ORDSTS] IN (@p)) OR ([ORDSTS] = @p AND [HOLD] = @p)
-- status[in]: [ORDSTS] IN (@p)
-- status[in]: up to 5 of ([ORDSTS] IN (@p)) OR ([ORDSTS] = @p AND [HOLD] = @p)
-- orderedOn[eq]: [ORDDAT] = @p
-- orderedOn[eq]: any of 
-- orderedOn[gt]: [ORDDAT] > @p
-- orderedOn[gt]: [ORDDAT] = [ORDDAT]
-- orderedOn[gt]: any of 
-- orderedOn[gte]: [ORDDAT] >= @p
-- orderedOn[gte]: any of 
-- orderedOn[lt]: [ORDDAT] < @p
-- orderedOn[lt]: [ORDDAT] = [ORDDAT]
-- orderedOn[lt]: any of 
-- orderedOn[lte]: [ORDDAT] <= @p
-- orderedOn[lte]: any of 
-- requestedOn[gte]: [REQDAT] >= @p
-- requestedOn[gte]: any of 
-- requestedOn[lt]: [REQDAT] < @p
-- requestedOn[lt]: [REQDAT] = [REQDAT]
-- requestedOn[lt]: [REQDAT] <> @p
-- requestedOn[lt]: [REQDAT] = [REQDAT]
-- requestedOn[lt]: any of 
-- requestedOn[isNull]: [REQDAT] IS NOT NULL
-- requestedOn[isNull]: [REQDAT] <> @p
-- requestedOn[isNull]: [REQDAT] = [REQDAT]
-- requestedOn[isNull]: any of ([REQDAT] IS NULL) OR ([REQDAT] = @p)
-- total[gt]: [ORDTOT] > @p
-- total[gt]: [ORDTOT] = [ORDTOT]
-- total[gte]: [ORDTOT] >= @p
-- total[lt]: [ORDTOT] < @p
-- total[lt]: [ORDTOT] = [ORDTOT]
-- total[lte]: [ORDTOT] <= @p
-- currency[eq]: [ORDCUR] = @p
-- currency[eq]: any of 
-- currency[in]: [ORDCUR] = @p
-- currency[in]: [ORDCUR] IN (@p)
-- currency[in]: any of 
-- note[contains]: [ORDTXT] LIKE @p ESCAPE '\'
-- note[contains]: any of 
-- externalReference[eq]: [EXTREF] = @p
-- externalReference[eq]: any of 
-- externalReference[in]: [EXTREF] = @p
-- externalReference[in]: [EXTREF] IN (@p)
-- externalReference[in]: any of 
-- changedAt[gte]: any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p))
-- changedAt[lt]: any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)
-- ORDER BY [ORDDAT] DESC, [ORDNO] DESC
--   next page: ((([ORDDAT] < @p OR [ORDDAT] IS NULL)) OR ([ORDDAT] = @p AND [ORDNO] < @p))
--   next page: (([ORDDAT] IS NULL AND [ORDNO] < @p))
-- ORDER BY [ORDNO]
--   next page: [ORDNO] > @p
-- ORDER BY [ORDNO] DESC
--   next page: [ORDNO] < @p
-- ORDER BY [ORDDAT], [ORDNO]
--   next page: [ORDDAT] >= @p AND (([ORDDAT] > @p) OR ([ORDDAT] = @p AND [ORDNO] > @p))
--   next page: (([ORDDAT] IS NOT NULL) OR ([ORDDAT] IS NULL AND [ORDNO] > @p))
-- ORDER BY [ORDTOT], [ORDNO]
--   next page: [ORDTOT] >= @p AND (([ORDTOT] > @p) OR ([ORDTOT] = @p AND [ORDNO] > @p))
--   next page: (([ORDTOT] IS NOT NULL) OR ([ORDTOT] IS NULL AND [ORDNO] > @p))
-- ORDER BY [ORDTOT] DESC, [ORDNO] DESC
--   next page: ((([ORDTOT] < @p OR [ORDTOT] IS NULL)) OR ([ORDTOT] = @p AND [ORDNO] < @p))
--   next page: (([ORDTOT] IS NULL AND [ORDNO] < @p))
-- ORDER BY [CHGDAT], [CHGTIM], [ORDNO]
--   next page: [CHGDAT] >= @p AND (([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) OR ([CHGDAT] = @p AND [CHGTIM] = @p AND [ORDNO] > @p))
--   next page: [CHGDAT] >= @p AND (([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] IS NOT NULL) OR ([CHGDAT] = @p AND [CHGTIM] IS NULL AND [ORDNO] > @p))
--   next page: (([CHGDAT] IS NOT NULL) OR ([CHGDAT] IS NULL AND [CHGTIM] > @p) OR ([CHGDAT] IS NULL AND [CHGTIM] = @p AND [ORDNO] > @p))
--   next page: (([CHGDAT] IS NOT NULL) OR ([CHGDAT] IS NULL AND [CHGTIM] IS NOT NULL) OR ([CHGDAT] IS NULL AND [CHGTIM] IS NULL AND [ORDNO] > @p))
-- ORDER BY [CHGDAT] DESC, [CHGTIM] DESC, [ORDNO] DESC
--   next page: ((([CHGDAT] < @p OR [CHGDAT] IS NULL)) OR ([CHGDAT] = @p AND ([CHGTIM] < @p OR [CHGTIM] IS NULL)) OR ([CHGDAT] = @p AND [CHGTIM] = @p AND [ORDNO] < @p))
--   next page: ((([CHGDAT] < @p OR [CHGDAT] IS NULL)) OR ([CHGDAT] = @p AND [CHGTIM] IS NULL AND [ORDNO] < @p))
--   next page: (([CHGDAT] IS NULL AND ([CHGTIM] < @p OR [CHGTIM] IS NULL)) OR ([CHGDAT] IS NULL AND [CHGTIM] = @p AND [ORDNO] < @p))
--   next page: (([CHGDAT] IS NULL AND [CHGTIM] IS NULL AND [ORDNO] < @p))

-- ==== orders.get: rows
/* orders.get */
SELECT TOP (@limit) [ORDNO], [CUSTNO], [ORDTYP], [ORDSTS], [HOLD], [ORDDAT], [ORDTIM], [REQDAT], [ORDTOT], [ORDCUR], [ORDTXT], [YOURRF], [EXTREF], [DLVADR], [SALREP], [CHGDAT], [CHGTIM], [ROWVER]
FROM [api].[Orders]
-- always: [DELFLG] = @p
-- always: [ORDNO] = @p
-- ORDER BY [ORDNO]
--   next page: [ORDNO] > @p

-- ==== orders.get: children of the parents of a page
/* orders.get */
SELECT [LINNO], [ITEMNO], [LINTXT], [QTY], [QTYDLV], [UNIT], [UPRICE], [DSCPCT], [LINAMT], [LINSTS], [ORDNO]
FROM (SELECT [LINNO], [ITEMNO], [LINTXT], [QTY], [QTYDLV], [UNIT], [UPRICE], [DSCPCT], [LINAMT], [LINSTS], [ORDNO],
ROW_NUMBER() OVER (PARTITION BY [ORDNO] ORDER BY [LINNO]) AS [child_number]
FROM [api].[OrderLines]
WHERE [ORDNO] IN (@p)
AND [DELFLG] = @p
) AS [children]
WHERE [child_number] <= @perParent
ORDER BY [ORDNO], [child_number];

-- ==== price-lists.list: rows
/* price-lists.list */
SELECT TOP (@limit) [PRLCOD], [PRLNAM], [PRLTYP], [CURCOD], [VATINC], [VALFRM], [VALTO], [CHGDAT], [CHGTIM]
-- or, to count: SELECT COUNT_BIG(*), without order
FROM [api].[PriceLists]
-- always: [DELFLG] = @p
-- id[eq]: [PRLCOD] = @p
-- id[eq]: any of 
-- id[in]: [PRLCOD] = @p
-- id[in]: [PRLCOD] IN (@p)
-- id[in]: any of 
-- kind[eq]: [PRLTYP] = @p
-- kind[eq]: [PRLTYP] IN (@p)
-- kind[eq]: any of 
-- kind[in]: [PRLTYP] = @p
-- kind[in]: [PRLTYP] IN (@p)
-- currency[eq]: [CURCOD] = @p
-- currency[eq]: any of 
-- currency[in]: [CURCOD] = @p
-- currency[in]: [CURCOD] IN (@p)
-- currency[in]: any of 
-- ORDER BY [PRLCOD]
--   next page: [PRLCOD] > @p
-- ORDER BY [PRLCOD] DESC
--   next page: [PRLCOD] < @p
-- ORDER BY [PRLNAM], [PRLCOD]
--   next page: [PRLNAM] >= @p AND (([PRLNAM] > @p) OR ([PRLNAM] = @p AND [PRLCOD] > @p))
--   next page: (([PRLNAM] IS NOT NULL) OR ([PRLNAM] IS NULL AND [PRLCOD] > @p))
-- ORDER BY [PRLNAM] DESC, [PRLCOD] DESC
--   next page: ((([PRLNAM] < @p OR [PRLNAM] IS NULL)) OR ([PRLNAM] = @p AND [PRLCOD] < @p))
--   next page: (([PRLNAM] IS NULL AND [PRLCOD] < @p))

-- ==== price-lists.get: rows
/* price-lists.get */
SELECT TOP (@limit) [PRLCOD], [PRLNAM], [PRLTYP], [CURCOD], [VATINC], [VALFRM], [VALTO], [CHGDAT], [CHGTIM]
FROM [api].[PriceLists]
-- always: [DELFLG] = @p
-- always: [PRLCOD] = @p
-- ORDER BY [PRLCOD]
--   next page: [PRLCOD] > @p

-- ==== prices.list: rows
/* prices.list */
SELECT TOP (@limit) [PRLCOD], [ITEMNO], [PRICE], [MINQTY], [DSCPCT], [CHGDAT], [CHGTIM]
FROM [api].[Prices]
-- always: [DELFLG] = @p
-- id[eq]: [PRLCOD] = @p
-- id[eq]: [ITEMNO] = @p
-- id[eq]: any of 
-- id[in]: [PRLCOD] = @p
-- id[in]: [ITEMNO] = @p
-- id[in]: up to 50 of ([PRLCOD] = @p AND [ITEMNO] = @p)
-- priceListId[eq]: [PRLCOD] = @p
-- priceListId[eq]: any of 
-- priceListId[in]: [PRLCOD] = @p
-- priceListId[in]: [PRLCOD] IN (@p)
-- priceListId[in]: any of 
-- itemId[eq]: [ITEMNO] = @p
-- itemId[eq]: any of 
-- itemId[in]: [ITEMNO] = @p
-- itemId[in]: [ITEMNO] IN (@p)
-- itemId[in]: any of 
-- price[gte]: [PRICE] >= @p
-- price[gte]: any of 
-- price[lte]: [PRICE] <= @p
-- price[lte]: any of 
-- changedAt[gte]: any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p))
-- changedAt[lt]: any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)
-- ORDER BY [PRLCOD], [ITEMNO]
--   next page: [PRLCOD] >= @p AND (([PRLCOD] > @p) OR ([PRLCOD] = @p AND [ITEMNO] > @p))
-- ORDER BY [PRLCOD] DESC, [ITEMNO] DESC
--   next page: [PRLCOD] <= @p AND (([PRLCOD] < @p) OR ([PRLCOD] = @p AND [ITEMNO] < @p))
-- ORDER BY [ITEMNO], [PRLCOD]
--   next page: [ITEMNO] >= @p AND (([ITEMNO] > @p) OR ([ITEMNO] = @p AND [PRLCOD] > @p))
-- ORDER BY [ITEMNO] DESC, [PRLCOD] DESC
--   next page: [ITEMNO] <= @p AND (([ITEMNO] < @p) OR ([ITEMNO] = @p AND [PRLCOD] < @p))
-- ORDER BY [PRICE], [PRLCOD], [ITEMNO]
--   next page: [PRICE] >= @p AND (([PRICE] > @p) OR ([PRICE] = @p AND [PRLCOD] > @p) OR ([PRICE] = @p AND [PRLCOD] = @p AND [ITEMNO] > @p))
--   next page: (([PRICE] IS NOT NULL) OR ([PRICE] IS NULL AND [PRLCOD] > @p) OR ([PRICE] IS NULL AND [PRLCOD] = @p AND [ITEMNO] > @p))
-- ORDER BY [PRICE] DESC, [PRLCOD] DESC, [ITEMNO] DESC
--   next page: ((([PRICE] < @p OR [PRICE] IS NULL)) OR ([PRICE] = @p AND [PRLCOD] < @p) OR ([PRICE] = @p AND [PRLCOD] = @p AND [ITEMNO] < @p))
--   next page: (([PRICE] IS NULL AND [PRLCOD] < @p) OR ([PRICE] IS NULL AND [PRLCOD] = @p AND [ITEMNO] < @p))

-- ==== prices.get: rows
/* prices.get */
SELECT TOP (@limit) [PRLCOD], [ITEMNO], [PRICE], [MINQTY], [DSCPCT], [CHGDAT], [CHGTIM]
FROM [api].[Prices]
-- always: [DELFLG] = @p
-- always: [PRLCOD] = @p
-- always: [ITEMNO] = @p
-- ORDER BY [PRLCOD], [ITEMNO]
--   next page: [PRLCOD] >= @p AND (([PRLCOD] > @p) OR ([PRLCOD] = @p AND [ITEMNO] > @p))

-- ==== shipments.list: rows
/* shipments.list */
SELECT TOP (@limit) [SHPNO], [ORDNO], [CUSTNO], [WHSNO], [SHPSTS], [SHPDAT], [SHPTIM], [DLVDAT], [PICTIM], [TRKUPD], [CARCOD], [TRKNO], [WEIGHT], [PARCEL], [SIGNED], [CHGDAT], [CHGTIM]
FROM [api].[Shipments]
-- always: [DELFLG] = @p
-- id[eq]: [SHPNO] = @p
-- id[eq]: any of 
-- id[in]: [SHPNO] = @p
-- id[in]: [SHPNO] IN (@p)
-- id[in]: any of 
-- orderId[eq]: [ORDNO] = @p
-- orderId[eq]: any of 
-- orderId[in]: [ORDNO] = @p
-- orderId[in]: [ORDNO] IN (@p)
-- orderId[in]: any of 
-- customerId[eq]: [CUSTNO] = @p
-- customerId[eq]: any of 
-- customerId[in]: [CUSTNO] = @p
-- customerId[in]: [CUSTNO] IN (@p)
-- customerId[in]: any of 
-- warehouse[eq]: [WHSNO] = @p
-- warehouse[eq]: any of 
-- warehouse[in]: [WHSNO] = @p
-- warehouse[in]: [WHSNO] IN (@p)
-- status[eq]: [SHPSTS] = @p
-- status[eq]: [SHPSTS] IN (@p)
-- status[eq]: any of 
-- status[ne]: [SHPSTS] IN (@p)
-- status[in]: [SHPSTS] = @p
-- status[in]: [SHPSTS] IN (@p)
-- dispatchedOn[eq]: [SHPDAT] = @p
-- dispatchedOn[eq]: any of 
-- dispatchedOn[gte]: [SHPDAT] >= @p
-- dispatchedOn[gte]: any of 
-- dispatchedOn[lt]: [SHPDAT] < @p
-- dispatchedOn[lt]: [SHPDAT] = [SHPDAT]
-- dispatchedOn[lt]: [SHPDAT] <> @p
-- dispatchedOn[lt]: [SHPDAT] = [SHPDAT]
-- dispatchedOn[lt]: any of 
-- dispatchedOn[isNull]: [SHPDAT] IS NOT NULL
-- dispatchedOn[isNull]: [SHPDAT] <> @p
-- dispatchedOn[isNull]: [SHPDAT] = [SHPDAT]
-- dispatchedOn[isNull]: any of ([SHPDAT] IS NULL) OR ([SHPDAT] = @p)
-- deliveredOn[gte]: [DLVDAT] >= @p
-- deliveredOn[gte]: any of 
-- deliveredOn[lt]: [DLVDAT] < @p
-- deliveredOn[lt]: [DLVDAT] = [DLVDAT]
-- deliveredOn[lt]: any of 
-- deliveredOn[isNull]: [DLVDAT] IS NULL
-- deliveredOn[isNull]: [DLVDAT] IS NOT NULL
-- trackingNumber[eq]: [TRKNO] = @p
-- trackingNumber[eq]: any of 
-- trackingNumber[startsWith]: [TRKNO] LIKE @p ESCAPE '\'
-- trackingNumber[startsWith]: any of 
-- trackedAt[gte]: [TRKUPD] >= @p
-- trackedAt[gte]: [TRKUPD] > @p
-- trackedAt[gte]: [TRKUPD] = [TRKUPD]
-- trackedAt[gte]: any of 
-- trackedAt[lt]: [TRKUPD] < @p
-- trackedAt[lt]: [TRKUPD] = [TRKUPD]
-- trackedAt[lt]: [TRKUPD] <= @p
-- trackedAt[lt]: any of 
-- ORDER BY [SHPNO]
--   next page: [SHPNO] > @p
-- ORDER BY [SHPNO] DESC
--   next page: [SHPNO] < @p
-- ORDER BY [SHPDAT], [SHPNO]
--   next page: [SHPDAT] >= @p AND (([SHPDAT] > @p) OR ([SHPDAT] = @p AND [SHPNO] > @p))
--   next page: (([SHPDAT] IS NOT NULL) OR ([SHPDAT] IS NULL AND [SHPNO] > @p))
-- ORDER BY [SHPDAT] DESC, [SHPNO] DESC
--   next page: ((([SHPDAT] < @p OR [SHPDAT] IS NULL)) OR ([SHPDAT] = @p AND [SHPNO] < @p))
--   next page: (([SHPDAT] IS NULL AND [SHPNO] < @p))
-- ORDER BY [DLVDAT], [SHPNO]
--   next page: [DLVDAT] >= @p AND (([DLVDAT] > @p) OR ([DLVDAT] = @p AND [SHPNO] > @p))
--   next page: (([DLVDAT] IS NOT NULL) OR ([DLVDAT] IS NULL AND [SHPNO] > @p))
-- ORDER BY [DLVDAT] DESC, [SHPNO] DESC
--   next page: ((([DLVDAT] < @p OR [DLVDAT] IS NULL)) OR ([DLVDAT] = @p AND [SHPNO] < @p))
--   next page: (([DLVDAT] IS NULL AND [SHPNO] < @p))

-- ==== shipments.get: rows
/* shipments.get */
SELECT TOP (@limit) [SHPNO], [ORDNO], [CUSTNO], [WHSNO], [SHPSTS], [SHPDAT], [SHPTIM], [DLVDAT], [PICTIM], [TRKUPD], [CARCOD], [TRKNO], [WEIGHT], [PARCEL], [SIGNED], [CHGDAT], [CHGTIM]
FROM [api].[Shipments]
-- always: [DELFLG] = @p
-- always: [SHPNO] = @p
-- ORDER BY [SHPNO]
--   next page: [SHPNO] > @p

-- ==== stock-levels.list: rows
/* stock-levels.list */
SELECT TOP (@limit) [WHSNO], [ITEMNO], [QTYONH], [QTYRSV], [QTYORD], [BINLOC], [BLKFLG], [CNTDAT], [CHGDAT], [CHGTIM]
FROM [api].[StockLevels]
-- always: [DELFLG] = @p
-- id[eq]: [WHSNO] = @p
-- id[eq]: [ITEMNO] = @p
-- id[eq]: any of 
-- id[in]: [WHSNO] = @p
-- id[in]: [ITEMNO] = @p
-- id[in]: up to 50 of ([WHSNO] = @p AND [ITEMNO] = @p)
-- warehouse[eq]: [WHSNO] = @p
-- warehouse[eq]: any of 
-- warehouse[in]: [WHSNO] = @p
-- warehouse[in]: [WHSNO] IN (@p)
-- itemId[eq]: [ITEMNO] = @p
-- itemId[eq]: any of 
-- itemId[in]: [ITEMNO] = @p
-- itemId[in]: [ITEMNO] IN (@p)
-- itemId[in]: any of 
-- onHand[gt]: [QTYONH] > @p
-- onHand[gt]: [QTYONH] = [QTYONH]
-- onHand[gt]: any of 
-- onHand[gte]: [QTYONH] >= @p
-- onHand[gte]: any of 
-- onHand[lt]: [QTYONH] < @p
-- onHand[lt]: [QTYONH] = [QTYONH]
-- onHand[lt]: any of 
-- onHand[lte]: [QTYONH] <= @p
-- onHand[lte]: any of 
-- blocked[eq]: [BLKFLG] = @p
-- blocked[eq]: any of 
-- changedAt[gte]: any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] > @p))
-- changedAt[lt]: any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] < @p)) OR (any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR (any of ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p) AND any of ([CHGDAT] < @p) OR ([CHGDAT] = @p AND [CHGTIM] <= @p)) OR ([CHGDAT] > @p) OR ([CHGDAT] = @p AND [CHGTIM] >= @p)
-- ORDER BY [WHSNO], [ITEMNO]
--   next page: [WHSNO] >= @p AND (([WHSNO] > @p) OR ([WHSNO] = @p AND [ITEMNO] > @p))
-- ORDER BY [WHSNO] DESC, [ITEMNO] DESC
--   next page: [WHSNO] <= @p AND (([WHSNO] < @p) OR ([WHSNO] = @p AND [ITEMNO] < @p))
-- ORDER BY [ITEMNO], [WHSNO]
--   next page: [ITEMNO] >= @p AND (([ITEMNO] > @p) OR ([ITEMNO] = @p AND [WHSNO] > @p))
-- ORDER BY [ITEMNO] DESC, [WHSNO] DESC
--   next page: [ITEMNO] <= @p AND (([ITEMNO] < @p) OR ([ITEMNO] = @p AND [WHSNO] < @p))
-- ORDER BY [QTYONH], [WHSNO], [ITEMNO]
--   next page: [QTYONH] >= @p AND (([QTYONH] > @p) OR ([QTYONH] = @p AND [WHSNO] > @p) OR ([QTYONH] = @p AND [WHSNO] = @p AND [ITEMNO] > @p))
--   next page: (([QTYONH] IS NOT NULL) OR ([QTYONH] IS NULL AND [WHSNO] > @p) OR ([QTYONH] IS NULL AND [WHSNO] = @p AND [ITEMNO] > @p))
-- ORDER BY [QTYONH] DESC, [WHSNO] DESC, [ITEMNO] DESC
--   next page: ((([QTYONH] < @p OR [QTYONH] IS NULL)) OR ([QTYONH] = @p AND [WHSNO] < @p) OR ([QTYONH] = @p AND [WHSNO] = @p AND [ITEMNO] < @p))
--   next page: (([QTYONH] IS NULL AND [WHSNO] < @p) OR ([QTYONH] IS NULL AND [WHSNO] = @p AND [ITEMNO] < @p))

-- ==== stock-levels.get: rows
/* stock-levels.get */
SELECT TOP (@limit) [WHSNO], [ITEMNO], [QTYONH], [QTYRSV], [QTYORD], [BINLOC], [BLKFLG], [CNTDAT], [CHGDAT], [CHGTIM]
FROM [api].[StockLevels]
-- always: [DELFLG] = @p
-- always: [WHSNO] = @p
-- always: [ITEMNO] = @p
-- ORDER BY [WHSNO], [ITEMNO]
--   next page: [WHSNO] >= @p AND (([WHSNO] > @p) OR ([WHSNO] = @p AND [ITEMNO] > @p))

-- ==== orders.create: rows
/* orders.create */
SELECT TOP (@limit) [ORDNO]
FROM [api].[Orders]
-- always: [EXTREF] = @p
-- ORDER BY [EXTREF]
--   next page: [EXTREF] > @p
--   next page: [EXTREF] IS NOT NULL

-- ==== orders.create: rows
/* orders.create */
SELECT TOP (@limit) [CUSTNO]
FROM [api].[Customers]
-- always: [DELFLG] = @p
-- always: [CUSTNO] = @p
-- ORDER BY [CUSTNO]
--   next page: [CUSTNO] > @p

-- ==== orders.create: rows
/* orders.create */
SELECT TOP (@limit) [CUSTNO]
FROM [api].[Customers]
-- always: [DELFLG] = @p
-- always: [CUSTNO] IN (@p)
-- ORDER BY [CUSTNO]
--   next page: [CUSTNO] > @p

-- ==== watermark: how fresh the source is
/* watermark */
SELECT MAX([BEATAT])
FROM [api].[Heartbeat];

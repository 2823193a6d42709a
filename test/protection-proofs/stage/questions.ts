// What callers of proofs ask. A question is asked once only, unless it is said to be asked by many.

let asked = 0;

/** Nobody has asked it before: what is kept, or shared with another, would answer it without the ERP. */
export function newQuestion(): string {
  asked += 1;
  return `/v1/orders?limit=5&total[lt]=${1_000_000 + asked}`;
}

/** Like `newQuestion`, about shipments, so that these can be made to fail while orders do not. */
export function newQuestionOfShipments(): string {
  asked += 1;
  return `/v1/shipments?limit=5&trackingNumber[startsWith]=X${asked}`;
}

/** One of as many questions as there are numbers; the same for the same number. */
export function knownQuestion(index: number): string {
  return `/v1/orders?limit=${5 + (index % 150)}&status=open`;
}

/** How statements at these views are told at the ERP. */
export const ORDERS = 'FROM [api].[Orders]';
export const SHIPMENTS = 'FROM [api].[Shipments]';
/** Any approved view but the heartbeat. */
export const VIEWS = '\\[api\\]\\.\\[(?!Heartbeat)';

import { account } from "../local/accounts";

/** Whether the one who is signed in sees what other staff have looked at. */
export function mayOversee(): boolean {
  return account.value !== null && account.value.role !== "clerk";
}

/** Whether the one who is signed in acts for the whole county. */
export function ofCounty(): boolean {
  return account.value?.role === "officer" || account.value?.role === "administrator";
}

/** Whether the one who is signed in may change anything; auditors only read. The server decides anyway. */
export function mayChange(): boolean {
  return account.value !== null && account.value.role !== "auditor";
}

import { account } from "../local/accounts";

/** Whether the one who is signed in may change anything; auditors only read. The server decides anyway. */
export function mayChange(): boolean {
  return account.value !== null && account.value.role !== "auditor";
}

import { Failure } from "../api/failure";
import type { Envelope, NewReport, ReportWhat } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import type { Session } from "../sync/session";
import { makingRoom } from "./save";

export function reportDraft(person: string, what: ReportWhat): string {
  return `report:${person}:${what}`;
}

/**
 * Saves what has happened to a person, to be confirmed by the township, and drops its draft; kept once the promise is. Then a sync begins by
 * itself. Throws `Failure` `storage_full` when the phone is full.
 */
export async function saveReport(report: Omit<NewReport, "id">): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  await saveReportOf(session, report);
  void session.sync.ask("event");
}

/** The save alone. Returns the report's id. */
export async function saveReportOf(session: Session, report: Omit<NewReport, "id">): Promise<string> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const body = { id: uuid7(phone), ...report };
  const about = [report.person];
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 1,
    op: "report.create",
    about,
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, reportDraft(report.person, report.what)));
  return body.id;
}

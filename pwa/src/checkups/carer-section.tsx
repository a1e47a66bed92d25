import { dayOf, isoOf } from "../duties/days";
import { account } from "../local/accounts";
import type { PersonView } from "../local/view";
import { dateWords } from "../register/day-words";
import { ButtonLink } from "../ui/button";
import { today } from "../ui/today";
import { rule } from "./held";
import { t } from "./i18n";
import { isOwed } from "./owed";
import { isOfHealthTeam } from "./team";

/** What whoever cares for a person is told of her checkup: that it is due or done, and what is asked of her. */
export default function CarerSection({ view }: { view: PersonView }) {
  const year = isoOf(today.value).slice(0, 4);
  const record = view.checkups.find(({ kind, service_date }) => kind === "checkup" && service_date.startsWith(year));
  if (!record && !isOwed(view, rule.value, today.value)) return null;
  return (
    <section class="section">
      <h2>{t("carer.title", { year })}</h2>
      <p>{stateWords(record?.status, record?.service_date)}</p>
      {record?.note && <p class="record-note">{t("carer.advice", { advice: record.note })}</p>}
      {isOfHealthTeam(account.value?.role) && (
        <ButtonLink kind="second" icon="pen" href={`#/people/${view.person.id}/checkup`}>
          {t("carer.open")}
        </ButtonLink>
      )}
    </section>
  );
}

function stateWords(status: string | undefined, service_date: string | undefined): string {
  const day = service_date ? dateWords(dayOf(service_date), today.value) : "";
  if (status === "valid") return t("carer.done", { day });
  if (status === "attempt") return t("carer.refused", { day });
  return status === "pending" ? t("carer.begun") : t("carer.due");
}

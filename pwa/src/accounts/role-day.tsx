import { t as field } from "../i18n";
import { account } from "../local/accounts";
import { syncState } from "../sync/sync";
import { Notice } from "../ui/notice";
import { t } from "./i18n";

/** The home page of someone to whom nobody is assigned: what can be done today, by role. */
export default function NobodyYet() {
  const role = account.value?.role ?? "";
  if (role === "carer") return <EmptyList />;
  return (
    <section class="card">
      <h2>{t("role.ready")}</h2>
      <p>{t(sentence(role))}</p>
      <h3>{t("role.today")}</h3>
      <ul class="dots">
        <li>{t("role.today_sync")}</li>
        <li>{t("role.today_home")}</li>
        <li>{t("role.today_need")}</li>
      </ul>
    </section>
  );
}

function EmptyList() {
  return (
    <section class="card">
      <h2>{t("role.nobody")}</h2>
      <p>{t("role.nobody_help")}</p>
      {syncState.value.running && <Notice>{field("sync.running")}</Notice>}
    </section>
  );
}

function sentence(role: string) {
  if (role === "volunteer_leader" || role === "volunteer") return `role.${role}` as const;
  return role === "health_worker" ? "role.health_worker" : "role.other";
}

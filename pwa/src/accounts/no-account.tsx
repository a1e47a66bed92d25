import { ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { CodeField } from "./code-field";
import { t } from "./i18n";
import { isWeChat } from "./wechat";

/** What a phone shows before anybody has signed in. */
export default function NoAccountPage() {
  return (
    <Page>
      <header class="welcome">
        <Lantern />
        <p class="welcome-name">{t("enrol.app")}</p>
        <p class="soft">{t("enrol.tagline")}</p>
      </header>
      <section class="card">
        <Heading words={t("enrol.empty_title")} />
        {isWeChat(navigator.userAgent) && <Notice kind="warning">{t("enrol.wechat_help")}</Notice>}
        <p>{t("enrol.empty_help")}</p>
        <CodeField />
        <p class="soft">{t("enrol.cleared")}</p>
      </section>
      <ButtonLink kind="quiet" icon="screen" href="#/sign-in">
        {t("password.staff")}
      </ButtonLink>
    </Page>
  );
}

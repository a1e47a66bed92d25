import { account } from "../local/accounts";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { install } from "../ui/install";
import { Page } from "../ui/page";
import { StateBar } from "../ui/state-bar";
import { Tabs } from "../ui/tabs";
import { Troubles } from "../ui/troubles";
import { t } from "./i18n";
import { OtherAccounts } from "./other-accounts";
import { PinSection } from "./pin-section";
import { RescueButton } from "./rescue-button";
import { roleWords } from "./role-words";
import { isStaff } from "./roles";
import { LanguageChoice, PositionSetting, TypeChoice } from "./settings-choices";
import { SignOut } from "./sign-out";
import { ThisPhone } from "./this-phone";

/** Who is signed in, how the app looks, how this phone keeps what is written on it. */
export default function MePage() {
  const isInField = account.value !== null && !isStaff(account.value.role);
  return (
    <Page top={<StateBar />} bottom={<Tabs here="me" />}>
      <Heading words={t("me.title")} />
      <Troubles />
      <Who />
      {isInField && (
        <>
          <ButtonLink kind="second" icon="book" href="#/month">
            {t("me.month")}
          </ButtonLink>
          <ButtonLink kind="second" icon="leave" href="#/cover">
            {t("me.cover")}
          </ButtonLink>
          <ButtonLink kind="second" icon="people" href="#/practice">
            {t("me.practice")}
          </ButtonLink>
        </>
      )}
      <ButtonLink kind="second" icon="clock" href="#/reminders">
        {t("me.reminders")}
      </ButtonLink>
      <TypeChoice />
      <LanguageChoice />
      {isInField && <PositionSetting />}
      <PinSection />
      <RescueButton />
      <ThisPhone />
      {install.value && (
        <Button kind="second" icon="handset" onPress={install.value}>
          {t("me.install")}
        </Button>
      )}
      {isInField && (
        <ButtonLink kind="quiet" icon="concern" href="#/concern">
          {t("me.concern")}
        </ButtonLink>
      )}
      <OtherAccounts />
      <SignOut />
    </Page>
  );
}

function Who() {
  const who = account.value;
  if (!who) return null;
  const role = roleWords(who.role);
  return (
    <section class="card">
      <h2 class="name">{who.name}</h2>
      <dl class="facts">
        <dt>{t("me.role")}</dt>
        <dd>{role ? t(role) : who.role}</dd>
        <dt>{t("me.place")}</dt>
        <dd>{who.place_name}</dd>
      </dl>
      {isStaff(who.role) && (
        <>
          <ButtonLink icon="screen" href="#/desk">
            {t("me.desk")}
          </ButtonLink>
          <ButtonLink kind="second" icon="person" href="#/password">
            {t("me.password")}
          </ButtonLink>
        </>
      )}
    </section>
  );
}

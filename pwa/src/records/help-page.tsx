import { practising } from "../local/current";
import { people } from "../local/view";
import { clockTime } from "../register/day-words";
import { Button } from "../ui/button";
import { Heading } from "../ui/heading";
import { Icon } from "../ui/icons";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { StateBar } from "../ui/state-bar";
import { Tabs } from "../ui/tabs";
import { type Called, hersToTell, noteCall, nothingToTell, tellOf } from "./called";
import { t } from "./i18n";
import "./help.css";

const NUMBERS = ["120", "110", "119", "12345"] as const;

/** Whom to call when it cannot wait, each one tap and without network; whoever comes back from it may say for whom. */
export default function HelpPage() {
  return (
    <Page top={<StateBar />} bottom={<Tabs here="help" />}>
      <Heading words={t("help.title")} />
      {hersToTell.value ? <ForWhom call={hersToTell.value} /> : <Notice kind="warning">{t("help.first")}</Notice>}
      <ul class="help">
        {NUMBERS.map((number) => (
          <li key={number}>
            <a
              class={`help-number help-${number}`}
              href={practising.value ? "#/help" : `tel:${number}`}
              onClick={() => noteCall(number)}
            >
              <Icon name="phone" size={1.8} />
              <strong>{number}</strong>
              <span>{t(`help.${number}`)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p>{t("help.afterwards")}</p>
    </Page>
  );
}

/** After the call: one tap for whom it was, and the need stands there, urgent, with the time of the call. */
function ForWhom({ call }: { call: Called }) {
  const hers = people.value.map(({ person }) => person);
  return (
    <section class="called" aria-labelledby="called">
      <h2 id="called">{t("help.called", { number: call.number, time: clockTime(call.at) })}</h2>
      <p>{t(hers.length > 0 ? "help.for_whom" : "help.tell_township")}</p>
      <ul>
        {hers.map(({ id, name }) => (
          <li key={id}>
            <Button kind="second" icon="needs" onPress={() => void tellOf(id, call)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      <Button kind="quiet" onPress={nothingToTell}>
        {t("help.not_now")}
      </Button>
    </section>
  );
}

import { useState } from "preact/hooks";
import { momentText } from "../dates";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { DeedFailure } from "../parts/deed-buttons";
import { TableHead } from "../parts/table-head";
import { Field } from "../person/fact-form";
import { type Channel, confirmChannel, endChannel, testChannel } from "./reminding";

const COLUMNS = ["channel", "whom", "state", "success", "failure", "numbers", "deeds"] as const;

/** Each channel with what a clerk asks first: does it work, when did it last, and if not, why. */
export function ChannelTable({ channels }: { channels: Channel[] }) {
  return (
    <table class="desk-table">
      <TableHead names={COLUMNS.map((column) => t(`channel.${column}`))} />
      <tbody>
        {channels.map((channel) => (
          <Row key={channel.id} channel={channel} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ channel }: { channel: Channel }) {
  const { kind, name, host, place_name, digest, confirmed_at, success_at, failure_at, failure } = channel;
  return (
    <tr>
      <td data-label={t("channel.channel")}>
        <strong>{word("channel", kind)}</strong> {name}
        <div class="desk-faint">{host}</div>
      </td>
      <td data-label={t("channel.whom")}>
        {place_name}
        <div class="desk-faint">{word("channel.digest", digest ?? "each")}</div>
      </td>
      <td data-label={t("channel.state")}>
        <strong class="desk-mark">{t(confirmed_at === null ? "channel.dry" : "channel.on")}</strong>
      </td>
      <td data-label={t("channel.success")}>{success_at === null ? t("channel.never") : momentText(success_at)}</td>
      <td data-label={t("channel.failure")}>
        {failure_at === null ? t("channel.never") : `${momentText(failure_at)} ${whyText(failure ?? "")}`}
      </td>
      <td data-label={t("channel.numbers")}>{numbersText(channel)}</td>
      <td>{channel.may_change && <Deeds channel={channel} />}</td>
    </tr>
  );
}

function numbersText({ reached, failed, waiting, dry }: Channel): string {
  const parts = [t("channel.reached", { n: reached })];
  if (failed > 0) parts.push(t("channel.failed", { n: failed }));
  if (waiting > 0) parts.push(t("channel.waiting", { n: waiting }));
  if (dry > 0) parts.push(t("channel.held", { n: dry }));
  return parts.join(t("channel.comma"));
}

/** Why it failed, in words; what the other side said by a number is shown as it is. */
function whyText(code: string): string {
  const known = word("channel.why", code);
  return known === code ? t("channel.said", { code }) : known;
}

function Deeds({ channel }: { channel: Channel }) {
  const [asked, setAsked] = useState(false);
  const [why, setWhy] = useState("");
  const deed = useDeed();
  const tell = () =>
    deed.run(async () => {
      const { tested, failure } = await testChannel(channel.id);
      setAsked(tested === "delivered");
      setWhy(tested === "delivered" ? "" : whyText(failure ?? ""));
    });
  const name = `${word("channel", channel.kind)} ${channel.name}`;
  return (
    <>
      <span class="desk-buttons">
        <button
          type="button"
          class="desk-button desk-small-button"
          aria-label={t("channel.test_of", { name })}
          disabled={deed.busy}
          onClick={() => void tell()}
        >
          {t("channel.test")}
        </button>
        <AskAgain
          name={t("channel.end_of", { name })}
          button={t("channel.end")}
          yes={t("channel.end_yes")}
          work={() => endChannel(channel.id)}
        >
          <p>{t("channel.end_sure")}</p>
        </AskAgain>
      </span>
      <DeedFailure deed={deed} />
      {why !== "" && <p role="alert">{t("channel.not_tested", { why })}</p>}
      {asked && <Code channel={channel} done={() => setAsked(false)} />}
    </>
  );
}

function Code({ channel, done }: { channel: Channel; done: () => void }) {
  const deed = useDeed(done);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get("code") ?? "");
    void deed.run(() => confirmChannel(channel.id, code));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <Field label={t("channel.code")}>
        <input
          type="text"
          name="code"
          inputMode="numeric"
          pattern="\d{4}"
          required
          size={6}
          maxLength={4}
          autocomplete="off"
        />
      </Field>
      <button type="submit" class="desk-button desk-main-button" disabled={deed.busy}>
        {t("channel.confirm")}
      </button>
      <DeedFailure deed={deed} />
    </form>
  );
}

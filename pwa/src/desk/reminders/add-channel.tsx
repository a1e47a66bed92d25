import { useState } from "preact/hooks";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { newId } from "../paper/entering";
import { DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import { makeChannel, type NewChannel } from "./reminding";

type Kind = NewChannel["kind"];

const ROBOTS: Kind[] = ["wecom", "dingtalk", "feishu"];
/** Gateways reach persons one by one, and are the county's. */
const GATEWAYS: Kind[] = ["sms", "email"];

/** One more channel: what each needs stands where its makers show it. */
export function AddChannel({ place }: { place: string }) {
  const isCounty = place.length === 6;
  const [kind, setKind] = useState<Kind>("wecom");
  const deed = useDeed();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== ""),
    );
    const digest = isCounty ? "weekly" : said.digest;
    const port = said.port ? { port: Number(said.port) } : {};
    const headers = said.headers ? { headers: headersOf(said.headers) } : {};
    const asked = {
      ...said,
      ...port,
      ...headers,
      ...(digest && { digest }),
      id: newId(),
      place,
      kind,
    } as Partial<NewChannel>;
    void deed.run(async () => {
      await makeChannel(asked);
      form.reset();
    });
  };
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-add-channel">
      <h2 id="desk-add-channel">{t("add_channel.title")}</h2>
      <form class="desk-form" onSubmit={submit}>
        <Field label={t("add_channel.kind")}>
          <select name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
            {[...ROBOTS, ...(isCounty ? GATEWAYS : [])].map((each) => (
              <option key={each} value={each}>
                {word("channel", each)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t("add_channel.name")}>
          <input type="text" name="name" required maxLength={60} pattern=".*\S.*" autocomplete="off" />
        </Field>
        {ROBOTS.includes(kind) && <Robot kind={kind} isCounty={isCounty} />}
        {kind === "sms" && <Gateway />}
        {kind === "email" && <MailServer />}
        <button type="submit" class="desk-button desk-main-button" disabled={deed.busy}>
          {t("add_channel.add")}
        </button>
      </form>
      <DeedFailure deed={deed} />
      <p class="desk-faint">{t("add_channel.then")}</p>
    </section>
  );
}

/** Lines like `Name: value`. One that is none gets a name that the server refuses, so that nothing is left out unseen. */
function headersOf(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split(":");
      return value.length === 0 ? ["", line] : [name.trim(), value.join(":").trim()];
    }),
  );
}

function Robot({ kind, isCounty }: { kind: Kind; isCounty: boolean }) {
  return (
    <>
      <Field label={t("add_channel.url")}>
        <input type="url" name="url" required autocomplete="off" />
      </Field>
      {kind !== "wecom" && (
        <Field label={t("add_channel.secret")}>
          <input type="password" name="secret" autocomplete="off" />
        </Field>
      )}
      {!isCounty && (
        <Field label={t("add_channel.digest")}>
          <select name="digest">
            {["evening", "morning"].map((each) => (
              <option key={each} value={each}>
                {word("channel.digest", each)}
              </option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}

function Gateway() {
  return (
    <>
      <Field label={t("add_channel.gateway")}>
        <input type="url" name="url" required autocomplete="off" />
      </Field>
      <Field label={t("add_channel.method")}>
        <select name="method">
          <option value="POST">POST</option>
          <option value="GET">GET</option>
        </select>
      </Field>
      <Field label={t("add_channel.headers")}>
        <textarea name="headers" rows={2} autocomplete="off" />
      </Field>
      <Field label={t("add_channel.body", { phone: "{phone}", text: "{text}" })}>
        <textarea name="body" rows={3} placeholder='{"mobile": "{phone}", "content": "{text}"}' />
      </Field>
      <Field label={t("add_channel.type")}>
        <select name="type">
          <option value="json">JSON</option>
          <option value="form">{t("add_channel.form")}</option>
        </select>
      </Field>
      <Field label={t("add_channel.ok")}>
        <input type="text" name="ok" autocomplete="off" />
      </Field>
    </>
  );
}

function MailServer() {
  return (
    <>
      <Field label={t("add_channel.host")}>
        <input type="text" name="host" required autocomplete="off" />
      </Field>
      <Field label={t("add_channel.port")}>
        <input type="number" name="port" min={1} max={65535} defaultValue="465" required />
      </Field>
      <Field label={t("add_channel.security")}>
        <select name="security">
          {["tls", "starttls", "none"].map((each) => (
            <option key={each} value={each}>
              {word("add_channel.security", each)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("add_channel.sender")}>
        <input type="email" name="sender" required autocomplete="off" />
      </Field>
      <Field label={t("add_channel.login")}>
        <input type="text" name="login" autocomplete="off" />
      </Field>
      <Field label={t("add_channel.password")}>
        <input type="password" name="password" autocomplete="off" />
      </Field>
    </>
  );
}

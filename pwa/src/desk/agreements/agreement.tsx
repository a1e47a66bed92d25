import { useState } from "preact/hooks";
import { dayText, momentText } from "../dates";
import { useDeed } from "../deeds";
import { t as desk, language } from "../i18n";
import { useBytes } from "../parts/bytes";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { SmallPictures } from "../parts/small-pictures";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import type { Why } from "../rows";
import { type Agreement, end, type Kind, type Service, voidAgreement } from "./calls";
import { t } from "./i18n";
import { kindWords, servicesWords } from "./words";

const REASONS = ["carer_changed", "moved_in", "moved_out", "left", "died", "not_kept", "other"] as const;
const WHYS: Why[] = ["wrong_content", "wrong_person", "wrong_time", "twice", "not_made", "other"];

interface AgreementProps {
  agreement: Agreement;
  kinds: Kind[];
  services: Service[];
  today: string;
  renew?: () => void;
}

/** One agreement: what was signed, its picture, and what may be done with it. */
export function AgreementCard({ agreement, kinds, services, today, renew }: AgreementProps) {
  const { state, parties, number } = agreement;
  const joined = parties.map(({ role, name }) => `${t(`role.${role}`)} ${name}`).join(comma());
  return (
    <li>
      <p>
        <b>{kindWords({ kinds }, agreement.kind)}</b>{" "}
        {state === "holds" ? t("state.holds") : <strong class="desk-mark">{t(`state.${state}`)}</strong>}{" "}
        {t("hers.term", { from: agreement.valid_from, to: agreement.valid_to ?? t("days.open") })}
        {agreement.days_left !== null && <span> {t("days.left", { n: agreement.days_left })}</span>}
      </p>
      <p>{t("hers.parties", { parties: joined })}</p>
      <p>{t("hers.services", { services: servicesWords({ kinds, services }, agreement) })}</p>
      <p class="desk-faint">
        {[
          t("hers.signed", { day: dayText(agreement.signed_on, today) }),
          number && t("hers.number", { number }),
          t("hers.by", { name: agreement.author_name, when: momentText(agreement.recorded_at) }),
          agreement.note,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Gone agreement={agreement} today={today} />
      <Pictures agreement={agreement} />
      {mayChange() && state !== "voided" && <Deeds agreement={agreement} today={today} renew={renew} />}
    </li>
  );
}

function comma(): string {
  return language.value === "zh" ? "、" : ", ";
}

function Gone({ agreement, today }: { agreement: Agreement; today: string }) {
  const { ended_on, end_reason, ended_by_name, end_note, void_reason, voided_by_name, voided_at, void_note } =
    agreement;
  return (
    <>
      {ended_on !== null && end_reason !== null && (
        <p>
          {t("hers.ended", { day: dayText(ended_on, today), why: t(`end.${end_reason}`), name: ended_by_name ?? "" })}{" "}
          {end_note}
        </p>
      )}
      {void_reason !== null && voided_at !== null && (
        <p>
          {t("hers.voided", {
            why: desk(`mend.${void_reason}`),
            name: voided_by_name ?? "",
            when: momentText(voided_at),
          })}{" "}
          {void_note}
        </p>
      )}
    </>
  );
}

function Pictures({ agreement }: { agreement: Agreement }) {
  const here = agreement.pictures.filter(({ state }) => state === "whole").map(({ sha256 }) => sha256);
  const waits = agreement.pictures.length > here.length;
  const [first] = here;
  return (
    <>
      {agreement.pictures.length === 0 && <p class="desk-faint">{t("hers.no_picture")}</p>}
      {waits && <p class="desk-faint">{t("hers.picture_waits")}</p>}
      <SmallPictures hashes={here} words={(n) => t("hers.picture", { n })} />
      {agreement.state === "holds" && first !== undefined && <OnPaper sha256={first} />}
    </>
  );
}

/** The page is printed with the picture of what holds. */
function OnPaper({ sha256 }: { sha256: string }) {
  const { address } = useBytes(sha256, "small");
  if (address === undefined) return null;
  return <img class="desk-paper-only" src={address} alt="" width="160" />;
}

interface DeedsProps {
  agreement: Agreement;
  today: string;
  renew: (() => void) | undefined;
}

function Deeds({ agreement, today, renew }: DeedsProps) {
  const [asking, ask] = useState<"end" | "void">();
  const leave = () => ask(undefined);
  if (asking === "end") return <EndForm agreement={agreement} today={today} leave={leave} />;
  if (asking === "void") return <VoidForm agreement={agreement} leave={leave} />;
  return (
    <p class="desk-buttons desk-screen-only">
      {renew && (
        <button type="button" class="desk-button" onClick={renew}>
          {t("hers.renew")}
        </button>
      )}
      {agreement.state === "holds" && agreement.ended_on === null && (
        <button type="button" class="desk-button" onClick={() => ask("end")}>
          {t("hers.end")}
        </button>
      )}
      <button type="button" class="desk-button" onClick={() => ask("void")}>
        {t("hers.void")}
      </button>
    </p>
  );
}

function EndForm({ agreement, today, leave }: { agreement: Agreement; today: string; leave: () => void }) {
  const deed = useDeed(leave);
  const [latest = today] = [agreement.valid_to ?? today, today].sort();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const note = String(said.get("note") ?? "").trim() || null;
    const reason = String(said.get("reason")) as (typeof REASONS)[number];
    void deed.run(() => end(agreement.id, { ended_on: String(said.get("ended_on")), reason, note }));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit} aria-label={t("hers.end")}>
      <Field label={t("end.on")}>
        <input type="date" name="ended_on" required min={agreement.valid_from} max={latest} defaultValue={latest} />
      </Field>
      <Field label={t("end.why")}>
        <select name="reason">
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {t(`end.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("end.note")}>
        <input type="text" name="note" maxLength={500} />
      </Field>
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("end.do")} leave={leave} />
      </p>
    </form>
  );
}

function VoidForm({ agreement, leave }: { agreement: Agreement; leave: () => void }) {
  const deed = useDeed(leave);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const note = String(said.get("note") ?? "").trim() || null;
    void deed.run(() => voidAgreement(agreement.id, { why: String(said.get("why")) as Why, note }));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit} aria-label={t("hers.void")}>
      <p>{t("void.lead")}</p>
      <Field label={t("end.why")}>
        <select name="why">
          {WHYS.map((why) => (
            <option key={why} value={why}>
              {desk(`mend.${why}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("end.note")}>
        <input type="text" name="note" maxLength={500} />
      </Field>
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("void.do")} leave={leave} />
      </p>
    </form>
  );
}

import { useSignal } from "@preact/signals";
import { said } from "../forms/form";
import { saveNeed } from "../needs/save-need";
import { Button, ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { remark } from "./field";
import { field } from "./form";
import type { CheckupView } from "./held";
import { t } from "./i18n";
import { findingsOf } from "./rules";
import { valueWords } from "./value-words";

/** What is not as it should be; and where a doctor is needed at once, the two ways to one. */
export function Found({ checkup }: { checkup: CheckupView }) {
  const { values, view } = checkup;
  const found = findingsOf(values, view.person.sex);
  const urgent = found.filter((one) => one.urgent);
  const others = found.filter((one) => !one.urgent);
  const words = (name: string) =>
    `${said(field(name))} ${valueWords(field(name), values[name] ?? null)} ${remark(field(name), values[name] ?? null, view.person.sex)?.words ?? ""}`;
  return (
    <>
      {urgent.length > 0 && (
        <Notice kind="trouble">
          <p>
            <strong>{t("found.urgent")}</strong>
          </p>
          <ul class="dots">
            {urgent.map((one) => (
              <li key={one.field}>{words(one.field)}</li>
            ))}
          </ul>
          <ButtonLink icon="phone" href="tel:120">
            {t("found.call")}
          </ButtonLink>
          <Refer person={view.person.id} />
        </Notice>
      )}
      {others.length > 0 && (
        <details class="section checkup-found" open={urgent.length === 0 && others.length < 6}>
          <summary>{t("found.abnormal", { n: others.length })}</summary>
          <ul class="dots">
            {others.map((one) => (
              <li key={one.field}>{words(one.field)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** The township and whoever cares for her are told at once, without any value. */
function Refer({ person }: { person: string }) {
  const state = useSignal<"ready" | "saving" | "done" | "not_saved">("ready");
  const refer = async () => {
    state.value = "saving";
    try {
      await saveNeed({ person, kind: "health", urgent: true, note: t("found.note") });
      state.value = "done";
    } catch {
      state.value = "not_saved";
    }
  };
  if (state.value === "done") return <p role="status">{t("found.referred")}</p>;
  return (
    <>
      <Button kind="second" icon="needs" busy={state.value === "saving"} onPress={() => void refer()}>
        {t("found.refer")}
      </Button>
      {state.value === "not_saved" && <p class="trouble">{t("form.not_saved")}</p>}
    </>
  );
}

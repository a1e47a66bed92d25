import { useEffect, useMemo } from "preact/hooks";
import { t as field } from "../i18n";
import { account } from "../local/accounts";
import { myRecords, type PersonView, personView, type RecordView } from "../local/view";
import { roleFor } from "../register/county";
import { back } from "../router";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { TopBar } from "../ui/top-bar";
import { showFirst } from "./first-problem";
import type { Problem } from "./form";
import { t } from "./i18n";
import { type MendForm, WHYS } from "./mend-form";
import { MendInHand, type MendProblem } from "./mend-in-hand";
import { isMendable } from "./mendable";
import { VisitFields } from "./visit-form";

/** Put one of her own records right: the form as it was filled in, or two taps to take it back. */
export default function MendPage({ id }: { id: string }) {
  const record = useMemo(() => myRecords.value.find((each) => each.id === id), [id]);
  if (record && isMendable(record, account.value?.user)) return <Mend record={record} />;
  return (
    <Page top={<Bar />}>
      <p>{t("mend.gone")}</p>
    </Page>
  );
}

function Bar() {
  return (
    <TopBar title={t("mend.title")} back={() => back("/records")}>
      <UnsentMark />
    </TopBar>
  );
}

function Mend({ record }: { record: RecordView }) {
  const state = useMemo(() => new MendInHand(record), []);
  useEffect(() => void state.open(), []);
  return state.form.value && <OpenForm record={record} state={state} form={state.form.value} />;
}

interface OpenFormProps {
  record: RecordView;
  state: MendInHand;
  form: MendForm;
}

function OpenForm({ record, state, form }: OpenFormProps) {
  const view = personView(record.subject).value;
  const problems = state.problems.value;
  const press = async () => {
    if (await state.save()) back("/records");
    else showFirst(state.problems.value);
  };
  return (
    <Page top={<Bar />} bottom={<SaveBar state={state} form={form} press={press} />}>
      <h2 class="name">{view?.person.name ?? field("records.someone")}</h2>
      <Choice
        legend={t("mend.how")}
        name="how"
        columns={2}
        options={[
          { value: "amend", words: t("mend.amend"), icon: "pen" },
          { value: "void", words: t("mend.void") },
        ]}
        chosen={form.how}
        onChoose={(how) => state.turn(how)}
      />
      {form.how === "amend" ? (
        <VisitFields
          form={form.visit}
          view={view && without(view, record.id)}
          role={record.role ?? (view ? roleFor(view) : "")}
          problems={problems.filter(isOfVisit)}
          change={(made) => state.change(made)}
        />
      ) : (
        <p>{t("mend.void_help")}</p>
      )}
      <WhyChoice state={state} form={form} />
    </Page>
  );
}

/** What it will count for is said as if it had not been written before. */
function without(view: PersonView, record: string): PersonView {
  return { ...view, records: view.records.filter(({ id }) => id !== record) };
}

function isOfVisit(problem: MendProblem): problem is Problem {
  return problem !== "why";
}

function WhyChoice({ state, form: { how, why } }: Pick<OpenFormProps, "state" | "form">) {
  return (
    <Choice
      legend={t(`mend.why_${how}`)}
      name="why"
      columns={2}
      options={WHYS[how].map((value) => ({ value, words: t(`why.${value}`) }))}
      chosen={why}
      onChoose={(value) => state.keep({ why: value })}
      trouble={state.problems.value.includes("why") ? t("mend.why_missing") : undefined}
    />
  );
}

function SaveBar({ state, form, press }: { state: MendInHand; form: MendForm; press: () => void }) {
  const failure = state.failure.value;
  return (
    <div class="save-bar">
      {failure && (
        <Notice kind="trouble">{field(failure === "storage_full" ? "visit.storage_full" : "visit.not_saved")}</Notice>
      )}
      {state.problems.value.length > 0 && !failure && <Notice kind="trouble">{t("mend.not_complete")}</Notice>}
      <Button icon="check" busy={state.saving.value} onPress={press}>
        {state.saving.value ? field("visit.saving") : t(`mend.save_${form.how}`)}
      </Button>
    </div>
  );
}

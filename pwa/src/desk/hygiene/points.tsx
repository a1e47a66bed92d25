import { useRef, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { momentText } from "../dates";
import { useDeed } from "../deeds";
import { newId } from "../paper/entering";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Answered, Empty } from "../parts/state";
import { TableHead } from "../parts/table-head";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { correct, type PointsEntry, type PointsFile, pointsPath, redeem } from "./calls";
import { t } from "./i18n";

/** The ledger of a home's points: redeemed with a receipt, and put right by a line against what was wrong. */
export default function PointsPage({ home }: { home: string }) {
  const answer = useAnswer(pointsPath(home));
  return <Answered answer={answer}>{(file) => <Shown file={file} />}</Answered>;
}

function Shown({ file }: { file: PointsFile }) {
  const [receipt, setReceipt] = useState<PointsEntry>();
  if (receipt) return <Receipt file={file} entry={receipt} leave={() => setReceipt(undefined)} />;
  return (
    <article>
      <h1>{t("points.title", { name: file.name })}</h1>
      <p class="desk-period-line">
        {file.village_name} {t("points.lead")}
      </p>
      <p>
        <strong>{t("points.balance", { n: file.balance })}</strong>
      </p>
      {mayChange() && file.balance > 0 && <Redeem file={file} done={setReceipt} />}
      {file.entries.length === 0 ? <Empty what={t("points.none")} /> : <Entries file={file} show={setReceipt} />}
    </article>
  );
}

function Redeem({ file, done }: { file: PointsFile; done: (entry: PointsEntry) => void }) {
  const [open, setOpen] = useState(false);
  const id = useRef(newId());
  const deed = useDeed();
  if (!open)
    return (
      <p class="desk-buttons desk-screen-only">
        <button type="button" class="desk-button desk-main-button" onClick={() => setOpen(true)}>
          {t("points.redeem")}
        </button>
      </p>
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const given = { points: Number(said("points")), goods: said("goods"), received_by: said("received_by") };
    void deed.run(async () => {
      const after = await redeem(file.home, { id: id.current, ...given });
      const entry = after.entries.find((one) => one.id === id.current);
      if (entry) done(entry);
    });
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <Field label={t("points.how_many")}>
        <input type="number" name="points" required min={1} max={file.balance} />
      </Field>
      <Field label={t("points.goods")}>
        <input type="text" name="goods" required maxLength={80} />
      </Field>
      <Field label={t("points.received_by")}>
        <input type="text" name="received_by" required maxLength={80} defaultValue={file.name} />
      </Field>
      {deed.failure === "too_few_points" ? <p role="alert">{t("points.too_few")}</p> : <DeedFailure deed={deed} />}
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("points.do")} leave={() => setOpen(false)} />
      </p>
    </form>
  );
}

const HEADS = ["points.when", "points.what", "points.change", "points.after", "points.by", "points.receipt"] as const;

function Entries({ file, show }: { file: PointsFile; show: (entry: PointsEntry) => void }) {
  const corrected = new Set(file.entries.map(({ corrects }) => corrects));
  return (
    <div class="desk-scroll">
      <table class="desk-table">
        <TableHead names={HEADS.map((key) => t(key))} />
        <tbody>
          {file.entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">{momentText(entry.at)}</th>
              <td data-label={t("points.what")}>
                {t(`points.kind.${entry.kind}`)} {entry.goods}
              </td>
              <td data-label={t("points.change")} class="desk-number">
                {entry.points > 0 ? `+${entry.points}` : entry.points}
              </td>
              <td data-label={t("points.after")} class="desk-number">
                {entry.balance}
              </td>
              <td data-label={t("points.by")}>{entry.by_name}</td>
              <td>
                {entry.kind === "redeemed" && (
                  <button type="button" class="desk-button desk-screen-only" onClick={() => show(entry)}>
                    {t("points.receipt")}
                  </button>
                )}{" "}
                {entry.kind === "redeemed" && mayChange() && !corrected.has(entry.id) && (
                  <Correct file={file} entry={entry} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Correct({ file, entry }: { file: PointsFile; entry: PointsEntry }) {
  const [open, setOpen] = useState(false);
  const id = useRef(newId());
  const deed = useDeed(() => setOpen(false));
  if (!open)
    return (
      <button type="button" class="desk-button desk-screen-only" onClick={() => setOpen(true)}>
        {t("points.correct")}
      </button>
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const why = String(new FormData(event.currentTarget as HTMLFormElement).get("why") ?? "").trim();
    void deed.run(() => correct(file.home, { id: id.current, entry: entry.id, why }));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <Field label={t("points.why")}>
        <input type="text" name="why" required maxLength={80} />
      </Field>
      <DeedFailure deed={deed} />
      <DeedButtons deed={deed} yes={t("points.correct")} leave={() => setOpen(false)} />
    </form>
  );
}

function Receipt({ file, entry, leave }: { file: PointsFile; entry: PointsEntry; leave: () => void }) {
  return (
    <article class="desk-receipt">
      <h1>{t("points.receipt_title")}</h1>
      <p>
        {file.village_name} {t("points.receipt_line", { name: file.name, n: -entry.points, goods: entry.goods ?? "" })}
      </p>
      <p>
        {t("points.received_by")}：{entry.received_by}　{t("points.after")}：{entry.balance}
      </p>
      <p>{t("points.receipt_signed", { by: entry.by_name, day: momentText(entry.at) })}</p>
      <p class="desk-buttons desk-screen-only">
        <button type="button" class="desk-button desk-main-button" onClick={() => print()}>
          {t("points.print")}
        </button>
        <button type="button" class="desk-button" onClick={leave}>
          {t("points.title", { name: file.name })}
        </button>
      </p>
    </article>
  );
}

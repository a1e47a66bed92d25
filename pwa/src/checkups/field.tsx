import type { Value, Values } from "../api/checkup-rows";
import { said } from "../forms/form";
import { language } from "../i18n/catalogue";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { plain, type Typed } from "./entry";
import { type FormField, type Sex, softOf } from "./form";
import { t } from "./i18n";
import { type Fault, isOdd, isUrgent, type Slip, slipOf } from "./rules";

interface FieldProps {
  field: FormField;
  typed: Typed;
  values: Values;
  sex: Sex;
  fault: Fault | undefined;
  type: (value: string | string[]) => void;
}

/** A field, as its kind wants to be filled in, with what is to be said of what was typed. */
export function CheckupField(props: FieldProps) {
  const { field, typed, fault, type } = props;
  const options = (field.options ?? []).map((option) => ({ value: option.id, words: said(option) }));
  const trouble = fault && faultWords(field, fault);
  if (field.kind === "choice") {
    const chosen = typed[field.id];
    const long = options.some(({ words }) => words.length > 8);
    return (
      <div data-field={field.id}>
        <Choice
          legend={said(field)}
          name={field.id}
          options={options}
          chosen={typeof chosen === "string" ? chosen : null}
          onChoose={(value) => type(value)}
          {...(long && { columns: 2 as const })}
          trouble={trouble}
        />
      </div>
    );
  }
  if (field.kind === "choices") {
    const chosen = typed[field.id];
    const now = Array.isArray(chosen) ? chosen : [];
    return (
      <div data-field={field.id}>
        <Chips
          legend={said(field)}
          options={options}
          chosen={now}
          onToggle={(one) => type(toggled(now, one, field.alone))}
        />
      </div>
    );
  }
  return <TypedField {...props} trouble={trouble} />;
}

/** "None" and a symptom exclude each other: the last one that was tapped stays. */
function toggled(chosen: string[], one: string, alone: string | undefined): string[] {
  if (chosen.includes(one)) return chosen.filter((each) => each !== one);
  return one === alone ? [one] : [...chosen.filter((each) => each !== alone), one];
}

function TypedField(props: FieldProps & { trouble: string | undefined }) {
  const { field, typed, values, sex, trouble, type } = props;
  const id = `checkup-${field.id}`;
  const text = typed[field.id];
  const value = typeof text === "string" ? text : "";
  const said_of = field.kind === "number" ? remark(field, values[field.id] ?? null, sex) : null;
  const common = {
    id,
    name: field.id,
    class: "field",
    value,
    "aria-invalid": trouble !== undefined,
    "aria-describedby": `${id}-note`,
    onInput: (event: { currentTarget: { value: string } }) => type(event.currentTarget.value),
  };
  return (
    <div class="labelled checkup-field" data-field={field.id}>
      <label class="question" for={id}>
        {said(field)}
        <Unit field={field} />
      </label>
      {field.kind === "text" && (field.letters ?? 200) > 100 ? (
        <textarea {...common} rows={2} />
      ) : (
        <Line field={field} common={common} />
      )}
      <Slipped field={field} typed={value} values={values} type={type} />
      <span id={`${id}-note`}>
        {trouble && (
          <span class="trouble" role="alert">
            {trouble}
          </span>
        )}
        {!trouble && said_of && <span class={`remark remark-${said_of.kind}`}>{said_of.words}</span>}
      </span>
    </div>
  );
}

function Line({ field, common }: { field: FormField; common: object }) {
  if (field.kind === "date") return <input {...common} type="date" />;
  if (field.kind === "number") return <input {...common} type="text" inputMode="decimal" autoComplete="off" />;
  return <input {...common} type="text" autoComplete="off" />;
}

function Unit({ field }: { field: FormField }) {
  const unit = unitOf(field);
  return unit ? <span class="soft"> ({unit})</span> : null;
}

export function unitOf({ unit = "", unit_en }: FormField): string {
  return language.value === "en" ? (unit_en ?? unit) : unit;
}

/** A number in another unit, and one tap that puts it right. */
function Slipped({ field, typed, values, type }: Pick<FieldProps, "field" | "values" | "type"> & { typed: string }) {
  const number = Number(plain(typed));
  const slip = field.kind === "number" && typed !== "" ? slipOf(field.id, number, values) : null;
  if (!slip) return null;
  return (
    <button type="button" class="button button-second" onClick={() => type(String(slip.value))}>
      <span>{slipWords(slip)}</span>
    </button>
  );
}

function slipWords({ unit, value }: Slip): string {
  return t(`slip.${unit}`, { n: value });
}

/** What is said of a number that may be so: too high, too low, or a doctor at once. */
export function remark(field: FormField, value: Value, sex: Sex): { kind: "odd" | "urgent"; words: string } | null {
  if (typeof value !== "number" || !isOdd(field, value, sex)) return null;
  if (isUrgent(field, value)) return { kind: "urgent", words: t("remark.urgent") };
  const usual = softOf(field, sex);
  if (!usual) return null;
  const range = { low: usual[0], high: usual[1] };
  return { kind: "odd", words: value < usual[0] ? t("remark.low", range) : t("remark.high", range) };
}

export function faultWords(field: FormField, fault: Fault): string {
  switch (fault) {
    case "too_low":
      return t("fault.too_low", { n: field.hard?.[0] ?? 0 });
    case "too_high":
      return t("fault.too_high", { n: field.hard?.[1] ?? 0 });
    case "too_fine":
      return t("fault.too_fine", { n: field.decimals ?? 0 });
    case "too_long":
      return t("fault.too_long", { n: field.letters ?? 200 });
    case "wrong_kind":
      return t("fault.wrong_kind");
    default:
      return t(`fault.${fault}`);
  }
}

import type { Signal } from "@preact/signals";

interface LabelledInputProps {
  name: string;
  label: string;
  value: Signal<string>;
  type?: "text" | "password";
  /** What the browser may fill in; also how password managers know the field. */
  autocomplete: "username" | "current-password" | "new-password" | "one-time-code" | "name";
  help?: string;
}

/** A text field under its question. */
export function LabelledInput({ name, label, value, type = "text", autocomplete, help }: LabelledInputProps) {
  return (
    <div class="labelled">
      <label class="question" for={`field-${name}`}>
        {label}
      </label>
      <input
        class="field"
        id={`field-${name}`}
        name={name}
        type={type as "password"} // the types know an input by one kind only
        autocomplete={autocomplete}
        autocapitalize="off"
        spellcheck={false}
        inputMode={autocomplete === "one-time-code" ? "numeric" : "text"}
        aria-describedby={help ? `help-${name}` : undefined}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      {help && (
        <span class="soft" id={`help-${name}`}>
          {help}
        </span>
      )}
    </div>
  );
}

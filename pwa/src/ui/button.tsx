import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

export type ButtonKind = "main" | "second" | "quiet";

interface ButtonProps {
  kind?: ButtonKind;
  icon?: IconName;
  children: ComponentChildren;
  onPress: () => void;
  busy?: boolean;
  label?: string;
  submit?: boolean;
}

/** A button of at least 60 px. `busy` keeps it in place and deaf, so that a second tap does nothing. */
export function Button({ kind = "main", icon, children, onPress, busy = false, label, submit = false }: ButtonProps) {
  return (
    <button
      type={submit ? "submit" : "button"}
      class={`button button-${kind}`}
      aria-disabled={busy}
      aria-label={label}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

interface ButtonLinkProps {
  kind?: ButtonKind;
  icon?: IconName;
  href: string;
  children: ComponentChildren;
  label?: string;
}

/** A link that looks and feels like a button: for going somewhere, and for `tel:`. */
export function ButtonLink({ kind = "main", icon, href, children, label }: ButtonLinkProps) {
  return (
    <a class={`button button-${kind}`} href={href} aria-label={label}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}

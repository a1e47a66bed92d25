import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

export type NoticeKind = "plain" | "warning" | "trouble" | "good";

const ICONS: Record<NoticeKind, IconName> = { plain: "clock", warning: "concern", trouble: "concern", good: "check" };

/** A sentence that stands out. `trouble` is read out at once by a screen reader, the others when it comes to them. */
export function Notice({ kind = "plain", children }: { kind?: NoticeKind; children: ComponentChildren }) {
  return (
    <div class={`notice notice-${kind}`} role={kind === "trouble" ? "alert" : "status"}>
      <Icon name={ICONS[kind]} />
      <div>{children}</div>
    </div>
  );
}

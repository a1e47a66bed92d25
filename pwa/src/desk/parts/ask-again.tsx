import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDeed } from "../deeds";
import { DeedButtons, DeedFailure } from "./deed-buttons";

interface AskAgainProps {
  /** What is done, and to whom. */
  name: string;
  button: string;
  yes: string;
  work: () => Promise<unknown>;
  /** What it means. */
  children: ComponentChildren;
}

/** A button whose deed is asked once more, in a box that takes the keyboard and is left by Escape. */
export function AskAgain(props: AskAgainProps) {
  const [asking, setAsking] = useState(false);
  return (
    <span class="desk-link-maker desk-screen-only">
      <button
        type="button"
        class="desk-button desk-small-button"
        aria-label={props.name}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        {props.button}
      </button>
      {asking && <Sure {...props} close={() => setAsking(false)} />}
    </span>
  );
}

function Sure({ name, yes, work, children, close }: AskAgainProps & { close: () => void }) {
  const deed = useDeed(close);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      class="desk-link-box"
      aria-label={name}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <p>
        <b>{name}</b>
      </p>
      {children}
      <DeedButtons deed={deed} yes={yes} press={() => void deed.run(work)} leave={close} />
      <DeedFailure deed={deed} />
    </section>
  );
}

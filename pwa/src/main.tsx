import { render } from "preact";

render(<h1>守望</h1>, document.getElementById("app") as HTMLElement);

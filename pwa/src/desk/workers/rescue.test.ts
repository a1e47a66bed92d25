import { expect, it } from "vitest";
import { partsOf } from "./rescue";

it("finds the sealed parts of a rescue file", () => {
  expect(partsOf('{"shouwang":"rescue","version":1,"parts":["AQ","Ag"]}')).toEqual(["AQ", "Ag"]);
});

it.each(["", "a photo", "[]", "null", '{"parts":["AQ"]}', '{"shouwang":"rescue","parts":[1]}'])(
  "says that %j is another kind of file",
  (text) => {
    expect(() => partsOf(text)).toThrow(expect.objectContaining({ code: "cannot_open" }));
  },
);

/**
 * Names found by the first letters of their pinyin. Browsers put Chinese words in the order of their pinyin already: the
 * first character of each letter in that order tells where the letter begins, and no dictionary has to be loaded.
 */
const COLLATOR = new Intl.Collator("zh-Hans-CN");
const LETTERS = "abcdefghjklmnopqrstwxyz";
const FIRST = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他哇夕丫帀";

/** Characters that are read otherwise in a surname. */
const IN_SURNAMES: { [character: string]: string } = {
  曾: "z",
  单: "s",
  解: "x",
  覃: "q",
  翟: "z",
  仇: "q",
  区: "o",
  查: "z",
  乐: "y",
  长: "z",
  重: "z",
  盖: "g",
  晟: "s",
};

const HAN = /\p{Script=Han}/u;
const KNOWN = new Map<string, string>();

/** The letters with which a character may begin; of what is no Chinese character, itself. */
function lettersOf(character: string): string {
  let letters = KNOWN.get(character);
  if (letters === undefined) {
    letters = HAN.test(character) ? letterOf(character) + (IN_SURNAMES[character] ?? "") : character.toLowerCase();
    KNOWN.set(character, letters);
  }
  return letters;
}

function letterOf(character: string): string {
  let letter = "";
  for (const [at, first] of [...FIRST].entries()) {
    if (COLLATOR.compare(first, character) <= 0) letter = LETTERS[at] ?? "";
  }
  return letter;
}

/** Whether a run of a name's characters begins with these letters, as in `lsy` for 刘石云. */
export function hasInitials(name: string, letters: string): boolean {
  const characters = [...name].filter((each) => /[\p{L}\p{N}]/u.test(each)).map(lettersOf);
  const wanted = [...letters];
  return characters.some((_, from) => wanted.every((letter, at) => characters[from + at]?.includes(letter)));
}

"""What a sown bug is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bug:
    """A small change of one file, in one place or two, that breaks a promise."""

    name: str
    file: str
    right: str
    wrong: str
    right_too: str = ""
    wrong_too: str = ""

    @property
    def is_of_the_phone(self) -> bool:
        """Whether vitest must catch it, not pytest."""
        return self.file.startswith("pwa/")

    def sown_in(self, text: str) -> str:
        """The file with the bug. Raises `LookupError` where it does not hold what the bug changes any more."""
        if self.right not in text or self.right_too not in text:
            raise LookupError(f"{self.name}: {self.file} does not hold the text that the bug changes any more")
        once = text.replace(self.right, self.wrong)
        return once.replace(self.right_too, self.wrong_too) if self.right_too else once

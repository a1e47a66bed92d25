"""The county's places: invented names, real sizes (17 townships, 346 villages and communities)."""

from dataclasses import dataclass

from shouwang.demo.dice import dice, shares

COUNTY_NAME = "望塘县（演示）"
PEOPLE, GROUPS, VILLAGES = 5_201, 1_498, 346
"""As published for Xiangtan: dispersed people, watch groups (守望之家), villages and communities."""

FIRST_PEOPLE, FIRST_GROUPS, FIRST_VILLAGES = 300, 86, 20
"""The first township, which is all of the small county."""

TOWNS = (
    "云溪",
    "竹田",
    "柳塘",
    "桐树",
    "双井",
    "古塘",
    "荷田",
    "松岭",
    "龙泉铺",
    "梅冲",
    "杉木桥",
    "青坪",
    "枫林",
    "月塘",
)
TOWNSHIPS = (*(f"{name}镇" for name in TOWNS), "茶坡乡", "小溪乡", "白鹭乡")
VILLAGE_FIRST = "青白石竹枫松龙凤荷柳桃梅双长新大古东南仁和安乐清"
VILLAGE_SECOND = "山塘溪桥湾坪冲岭井田坝铺塅屋坡泉塔洲"
COMMUNITY_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community, and how many people and watch groups it has."""

    code: str
    name: str
    people: int
    groups: int


@dataclass(frozen=True, slots=True)
class Township:
    """A township and its villages."""

    code: str
    name: str
    villages: tuple[Village, ...]

    @property
    def people(self) -> int:
        """How many people its villages have."""
        return sum(village.people for village in self.villages)


def townships(county: str, seed: int) -> list[Township]:
    """The 17 townships of a county code. The first is the same in every size of the demo."""
    chance = dice(seed, "places")
    names = _village_names(seed)
    weights = [chance.uniform(0.7, 1.4) for _ in TOWNSHIPS[1:]]
    people = [FIRST_PEOPLE, *shares(PEOPLE - FIRST_PEOPLE, weights)]
    groups = [FIRST_GROUPS, *shares(GROUPS - FIRST_GROUPS, people[1:])]
    villages = [FIRST_VILLAGES, *shares(VILLAGES - FIRST_VILLAGES, weights)]
    made = []
    for i, name in enumerate(TOWNSHIPS):
        code = f"{county}{101 + i}"
        mine, names = names[: villages[i]], names[villages[i] :]
        made.append(Township(code, name, _villages(seed, code, mine, people[i], groups[i])))
    return made


def _villages(seed: int, township: str, names: list[str], people: int, groups: int) -> tuple[Village, ...]:
    chance = dice(seed, township, "villages")
    each = shares(people, [chance.uniform(0.5, 1.6) for _ in names], least=5)
    teams = shares(groups, each, least=1)
    return tuple(Village(f"{township}{200 + i}", name, each[i], teams[i]) for i, name in enumerate(names))


def _village_names(seed: int) -> list[str]:
    chance = dice(seed, "village names")
    stems = [first + second for first in VILLAGE_FIRST for second in VILLAGE_SECOND]
    chance.shuffle(stems)
    return [stem + ("社区" if chance.random() < COMMUNITY_SHARE else "村") for stem in stems[:VILLAGES]]

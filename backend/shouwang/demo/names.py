"""Names and numbers of people who do not exist."""

from datetime import date
from random import Random

from shouwang.register.identity import check_digit
from shouwang.register.models import Sex

FAMILY = (
    "王李张刘陈周杨黄赵吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
FAMILY_OF_TWO = ("欧阳", "上官", "司马")
MALE_OLD = "国建明德文志福贵生华军春林水根金荣庆祥长清云海山松柏炳连仁义和平顺安友喜田石满仲伯季汉"
FEMALE_OLD = "秀英玉兰桂芳珍凤莲香菊梅翠娥云清素贞淑华冬春爱月美金银满细妹连群秋艳红琴"
MALE_YOUNG = "浩宇轩杰俊伟强磊鹏飞涛斌超勇波辉凯旭阳晨博文睿"
FEMALE_YOUNG = "婷静雪丽娟敏慧倩颖莹琳佳欣怡梦洁晶蕾瑶丹"
MINORITY_FIRST = ("阿木", "吉布", "阿依", "沙马", "古丽", "买买提", "艾合", "木呷", "拉提", "阿迪")
MINORITY_LAST = ("尔哈", "阿洛", "子古", "尔古", "热合曼", "依布拉", "古哈", "阿支", "吐尔逊", "木加")
MINORITY_SHARE = 0.006
FICTIONAL_AREA = "990000"
"""An area code that was never issued."""


def name_of(chance: Random, sex: Sex, born: int, family: str | None = None) -> str:
    """A full name fit for a sex and a year of birth; of this family, where one is given."""
    if family is None and chance.random() < MINORITY_SHARE:
        return f"{chance.choice(MINORITY_FIRST)}·{chance.choice(MINORITY_LAST)}"
    return (family or family_name(chance)) + _given(chance, sex, born)


def family_name(chance: Random) -> str:
    """A family name; the first of the list are the most common."""
    if chance.random() < 0.004:
        return chance.choice(FAMILY_OF_TWO)
    return FAMILY[int(len(FAMILY) * chance.random() ** 1.7)]


def _given(chance: Random, sex: Sex, born: int) -> str:
    if born < 1975:
        letters = MALE_OLD if sex is Sex.MALE else FEMALE_OLD
    else:
        letters = MALE_YOUNG if sex is Sex.MALE else FEMALE_YOUNG
    return "".join(chance.sample(letters, 1 if chance.random() < 0.22 else 2))


class IdNumbers:
    """Fictional ID numbers, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, chance: Random, born: date, sex: Sex) -> str:
        """A number with a right check digit for a birthday and a sex."""
        while True:
            # From 100 on: endings below are left to the rosters that people try the import with.
            ending = chance.randrange(100, 1000, 2) + (sex is Sex.MALE)
            first = f"{FICTIONAL_AREA}{born:%Y%m%d}{ending}"
            if first not in self._taken:
                self._taken.add(first)
                return first + check_digit(first)


def phone_number(chance: Random) -> str:
    """A mobile number from a range that stands for nobody here."""
    return f"199{chance.randrange(10**8):08}"


def account_number(chance: Random) -> str:
    """The number of a bank account that no bank has."""
    return f"9900{chance.randrange(10**15):015}"

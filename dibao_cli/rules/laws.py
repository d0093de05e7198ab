"""The texts that rules and parameters rest on, each once: its name in both languages, its number."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Law(NamedTuple):
    """A text that a reader can look up: its name in both languages, its number, and the article or part meant."""

    name: Mapping[str, str]
    document: str = ""
    article: str = ""

    def at(self, article: str) -> "Law":
        """The same text, at an article (`27`) or a part (`3 (1)`)."""
        return self._replace(article=article)

    @property
    def short(self) -> str:
        """The number, or the Chinese name where there is none, with the article: `民发〔2021〕57号 13`."""
        return " ".join(filter(None, (self.document or self.name["zh"], self.article)))


def _law(en: str, zh: str, document: str = "", article: str = "") -> Law:
    return Law(MappingProxyType({"en": en, "zh": zh}), document, article)


APPROVAL = _law(
    "Measures for examining and approving subsistence allowances (trial)",
    "最低生活保障审核审批办法（试行）",
    "民发〔2012〕220号",
)
"""In force through June 2021."""
CONFIRMATION = _law(
    "Measures for examining and confirming subsistence allowances", "最低生活保障审核确认办法", "民发〔2021〕57号"
)
"""In force from July 2021."""
UNSUPPORTED_CHILDREN = _law(
    "Opinion on further strengthening the support of children whom nobody in fact supports",
    "关于进一步加强事实无人抚养儿童保障工作的意见",
    "民发〔2019〕62号",
)
EXTREMELY_POOR = _law(
    "State Council's opinion on support for the extremely poor, 2016",
    "国务院2016年关于特困人员救助供养制度的意见",
)
EXTREMELY_POOR_2016 = _law("Measures for identifying extremely poor persons, 2016", "特困人员认定办法（2016年）")
DISABILITY_SUBSIDIES = _law(
    "State Council's opinion on the living subsidy for poor and the nursing subsidy for severely disabled people",
    "国务院关于困难残疾人生活补贴和重度残疾人护理补贴制度的意见",
    "国发〔2015〕52号",
)
VILLAGES_2020 = _law(
    "Looking back on Dalian in 2020, 中国社会报, 2020-12-25",
    "回望2020大连:高质量民政拉升民生幸福指数，中国社会报，2020-12-25",
)
ASSISTANCE = _law("Interim Measures for Social Assistance", "社会救助暂行办法")
IDENTIFYING = _law("Measures for identifying extremely poor persons", "特困人员认定办法")
NO_TEXT = _law("no text was found: inferred", "未查到文件依据：推断")

"""The programmes as they are named after `--without`, in a household file and in a setting."""

from ..rules.parameters import Choices

PROGRAMMES: Choices = {
    "dibao": ("低保", "最低生活保障", "最低生活保障金"),
    "single_person": ("单人保",),
    "gradual_exit": ("渐退", "低保渐退"),
    "uplift": ("分类救助", "分类施保"),
    "tekun": ("特困", "特困人员基本生活费"),
    "tekun_care": ("照料护理费", "特困人员照料护理费"),
    "orphan": ("孤儿", "孤儿基本生活费"),
    "unsupported_child": ("事实无人抚养儿童", "事实无人抚养儿童基本生活补贴"),
    "child_hardship": ("困境儿童", "困境儿童基本生活补贴"),
    "retiree": ("精简退职", "60年代精简退职职工生活补助"),
    "living_subsidy": ("困难残疾人生活补贴",),
    "nursing_subsidy": ("重度残疾人护理补贴",),
    "price_subsidy": ("价格补贴", "价格临时补贴"),
    "one_off": ("一次性补助", "一次性生活补助"),
}
"""The programmes, as `without` names them: every one of `rules.assessment.PROGRAMMES`."""

"""The looks of the printed sheet: A4, black on white, nothing fetched from anywhere."""

from __future__ import annotations

CSS = """
@page { size: A4; margin: 12mm 15mm 11mm; }
* { box-sizing: border-box; }
html { color: #1d2125; background: #e9eaec; -webkit-text-size-adjust: 100%; }
body { margin: 0; font: 14px/1.5 "Noto Sans", "Helvetica Neue", Arial, "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", "SimSun", sans-serif; }
:lang(zh-CN) { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "SimSun", sans-serif; }
main { max-width: 52rem; margin: 2rem auto; padding: 2.6rem 3rem; background: #fff; border: 1px solid #d5d8dc; }
main:has(.most) { max-width: 64rem; }
header { display: flex; justify-content: space-between; align-items: flex-end; gap: 2rem;
  padding-bottom: .9rem; border-bottom: 2px solid #1d2125; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; font-weight: 650; }
header p { margin: .15rem 0 0; color: #4d555e; }
.total { flex: none; text-align: right; }
.total strong { display: block; font-size: 1.75rem; line-height: 1.15; font-weight: 650; }
.total span { display: block; color: #4d555e; }
.total b { font-weight: 600; }
h2 { margin: 1.25rem 0 .35rem; font-size: .95rem; font-weight: 650; }
dl { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .15rem 2rem; margin: 0; }
dl div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px dotted #c3c8ce; }
dl div.wide { grid-column: 1 / -1; }
dl.who { margin: .9rem 0 0; gap: .5rem 2rem; }
dl.who div { border-bottom: 0; align-items: flex-end; }
dl.who dd { flex: 1; text-align: left; min-height: 1.5em; border-bottom: 1px solid #4d555e; padding-left: .3rem; }
dt { color: #4d555e; flex: none; }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 400; }
thead th { vertical-align: bottom; color: #4d555e; border-bottom: 1px solid #1d2125; padding: .2rem 0; }
td, tbody th, tfoot th { vertical-align: top; padding: .4rem 0; border-bottom: 1px solid #dfe2e5; }
th + th, th + td, td + td { padding-left: 1.5rem; white-space: nowrap; width: 1%; }
.many thead th { white-space: normal; width: auto; min-width: 4.3em; }
.many thead th:first-child { white-space: nowrap; }
.many td + td, .many th + td, .many th + th { padding-left: .8rem; }
.most { font-size: .78rem; } .most td + td, .most th + td, .most th + th { padding-left: .5rem; }
.most thead th { min-width: 3.6em; }
tfoot th { white-space: nowrap; }
.amount { text-align: right; font-variant-numeric: tabular-nums; }
td.prose, th.prose { white-space: normal; width: auto; overflow-wrap: anywhere; }
th.whole, td.whole { white-space: nowrap; }
tr:has(+ tr.steps) td, tr:has(+ tr.steps) th { border-bottom: 0; }
tr.steps td, tr.steps th { border-bottom: 0; color: #4d555e; font-size: .88em; padding: 0 0 .2rem; }
tr.steps th { padding-left: 1rem; }
svg { display: block; width: 100%; height: auto; margin: .8rem 0; font-size: 12px; break-inside: avoid; }
svg text { fill: #1d2125; font-variant-numeric: tabular-nums; }
svg rect, svg circle { fill: #5b7083; }
svg polyline { fill: none; stroke: #5b7083; stroke-width: 1.5; }
svg .axis { stroke: #9aa2aa; stroke-width: 1; }
svg .mark { stroke: #8a3b00; stroke-width: 1.5; stroke-dasharray: 5 4; }
tfoot td, tfoot th { border-bottom: 0; border-top: 1px solid #1d2125; font-weight: 650; }
.steps { margin: .1rem 0 0; padding: 0; list-style: none; white-space: normal; color: #4d555e; font-size: .88em; }
.steps li { padding-left: 1rem; text-indent: -1rem; margin-left: 1rem; }
.formula { font-variant-numeric: tabular-nums; }
.inferred, .unknown { color: #8a3b00; font-weight: 600; }
ul.points { margin: 0; padding-left: 1.1rem; }
ul.points li { margin: .1rem 0; overflow-wrap: anywhere; }
.sources, .small { font-size: .86em; color: #4d555e; }
.small p { margin: .5rem 0 0; overflow-wrap: anywhere; }
.signatures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0 1.6rem; margin-top: 2.6rem;
  break-inside: avoid; }
.signatures div { border-top: 1px solid #1d2125; padding-top: .25rem; color: #4d555e; font-size: .88em; }
tr, li, h2 { break-inside: avoid; }
h2 { break-after: avoid; }
.letter { font-size: 1.1rem; line-height: 1.75; }
.letter header { display: block; border: 0; text-align: center; padding: 1rem 0; }
.letter h1 { font-size: 1.6rem; }
.letter p { margin: .7rem 0; overflow-wrap: anywhere; break-inside: avoid; }
.letter p.right { text-align: right; }
@media (max-width: 40rem) {
  main { margin: 0; padding: 1.2rem; border: 0; }
  header { display: block; } .total { text-align: left; margin-top: .8rem; }
  th + th, th + td, td + td { padding-left: .6rem; }
  dl, .signatures { grid-template-columns: 1fr; } .signatures { gap: 2.4rem; }
}
@media print {
  html { background: #fff; }
  body { font-size: 8.8pt; line-height: 1.27; }
  main { max-width: none; margin: 0; padding: 0; border: 0; }
  .scroll { overflow: visible; }
  table.many { font-size: 8pt; } table.most { font-size: 7.2pt; }
  .many td + td, .many th + td, .many th + th { padding-left: .5rem; }
  dl { gap: .05rem 2rem; } dl.who { margin-top: .4rem; gap: .25rem 2rem; }
  header { padding-bottom: .5rem; }
  .letter { font-size: 11.5pt; line-height: 1.7; }
  h1 { font-size: 1.35rem; } .total strong { font-size: 1.5rem; }
  h2 { margin: .55rem 0 .15rem; font-size: 9.6pt; }
  td, tbody th, tfoot th { padding: .16rem 0; }
  svg { width: 80%; margin: .3rem 0; }
  .steps { margin: 0; font-size: 8pt; line-height: 1.25; }
  ul.points { font-size: 8.5pt; } ul.points li { margin: 0; }
  ul.sources, .small, .signatures div { font-size: 7.8pt; }
  .small p { margin: .25rem 0 0; }
  .signatures { margin-top: 2.4rem; }
}
"""

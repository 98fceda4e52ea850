// title: {zh: 某项目进展如何, en: How far a project has come}
// topic: project
// examples:
//   - <project:石化高性能弹性体>进展如何？
//   - <project:“四个一体化”海上风电装备制造产业园>开工了吗
//   - <project:渔港新产业集聚与综合体验区建设>建成了没有
//   - <project:石化高性能弹性体>项目什么时候签约的
//   - <project:石化高性能弹性体>目前是什么状态
//   - What is the status of <project:Yugang xinchanye jiju yu zonghe tiyanqu>?
//   - How far has the <project:Shihua gaoxingneng tanxingti> project come?
//   - <project:石化高性能弹性体>什么时候开工
//   - <project:石化高性能弹性体>签约了吗
//   - Has <project:Shihua gaoxingneng tanxingti> been completed?
// parameters:
//   project: {type: Project, required: true, zh: 项目, en: project}
// columns:
//   project: {zh: 项目, en: Project}
//   status: {zh: 进展, en: Status}
//   location: {zh: 位于, en: Located in}
//   first_seen: {zh: 最早报道, en: First read}
//   last_seen: {zh: 最近报道, en: Last read}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{project}：{@status}。'
//   en: '{project}: {@status}.'
// :param project => ['石化高性能弹性体']
UNWIND $project AS p_key
MATCH (p:Project) WHERE p.id = p_key OR p.name = p_key
MATCH (p)-[r:LOCATED_IN|IN_INDUSTRY]->(x)
WITH p, [s IN collect(r.status) WHERE s IS NOT NULL] AS read, min(r.first_seen) AS first_seen, max(r.last_seen) AS last_seen, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
WITH p, coalesce(p.status, head(read)) AS reached, first_seen, last_seen, _evidence
RETURN p.name AS project, {planned: '计划', signed: '签约', started: '开工', completed: '建成', operating: '投产', cancelled: '取消'}[reached] AS status,
  COLLECT { MATCH (p)-[:LOCATED_IN]->(w) RETURN w.name ORDER BY w.name } AS location, first_seen, last_seen, _evidence
ORDER BY project

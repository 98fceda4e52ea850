// title: {zh: 项目最多的地方, en: Places by number of projects}
// topic: ranking
// examples:
//   - 哪个<level:城市>的项目最多？
//   - 各地项目数量排名
//   - 项目最多的<limit:3>个地方
//   - 哪里项目最多
//   - Which <level:district> has the most projects?
//   - Rank places by number of projects
//   - 哪个<level:区>的项目最多
//   - 哪个地方项目数量最多
//   - 项目最多的<limit:5>个<level:城市>
// parameters:
//   limit: {type: Integer, zh: 最多几行, en: limit}
//   level: {type: Level, zh: 层级, en: level}
// columns:
//   place: {zh: 地方, en: Place}
//   projects: {zh: 项目数, en: Projects}
//   names: {zh: 项目, en: Names}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '项目从多到少：{@place}。'
//   en: 'Most projects first: {@place}.'
// :param limit => 10
// :param level => null
MATCH (project:Project)-[r:LOCATED_IN]->(x)
MATCH (x)-[:LOCATED_IN*0..2]->(area:Province|City|District)-[:PART_OF*0..2]->(place:Province|City|District)
WHERE CASE WHEN $level IS NULL THEN place = area ELSE $level IN labels(place) END
WITH place, collect(DISTINCT project.name) AS names, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN place.name AS place, size(names) AS projects, names[..20] AS names, _evidence
ORDER BY projects DESC, place LIMIT coalesce(toInteger($limit), 20)

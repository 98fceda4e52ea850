// title: {zh: 园区最多的地方, en: Places by number of parks}
// topic: ranking
// examples:
//   - 哪个<level:城市>的园区最多？
//   - 各地园区数量排名
//   - 园区最多的<limit:5>个<level:区县>
//   - 哪里的产业园最多
//   - 各<level:城市>有多少园区
//   - Which <level:city> has the most parks?
//   - Rank places by number of parks
//   - 哪里园区最多
//   - 哪个<level:区>的园区最多
//   - 哪个地方产业园数量最多
//   - <place:湛江>哪个<level:区县>的园区最多
//   - <place:上海>各<level:区>的园区数量
//   - <place:湛江市>下面哪里的园区最多
// parameters:
//   limit: {type: Integer, zh: 最多几行, en: limit}
//   level: {type: Level, zh: 层级, en: level}
//   place: {type: Place, zh: 范围, en: within}
// columns:
//   place: {zh: 地方, en: Place}
//   parks: {zh: 园区数, en: Parks}
//   names: {zh: 园区, en: Names}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '园区从多到少：{@place}。'
//   en: 'Most parks first: {@place}.'
// :param limit => 10
// :param level => null
// :param place => null
MATCH (park:Park|Project)-[r:LOCATED_IN]->(x)
WHERE park:Park OR any(w IN ['产业园', '工业园', '科技园', '创业园', '软件园', '物流园', '园区', '产业城', '科技城', '小镇'] WHERE park.name ENDS WITH w)
MATCH (x)-[:LOCATED_IN*0..2]->(area:Province|City|District)-[:PART_OF*0..2]->(place:Province|City|District)
WHERE CASE WHEN $level IS NULL THEN place = area ELSE $level IN labels(place) END
WITH place, park, r WHERE $place IS NULL OR EXISTS { MATCH (place)-[:PART_OF*1..2]->(w) WHERE w.id IN $place OR w.name IN $place }
WITH place, collect(DISTINCT park.name) AS names, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN place.name AS place, size(names) AS parks, names[..20] AS names, _evidence
ORDER BY parks DESC, place LIMIT coalesce(toInteger($limit), 20)

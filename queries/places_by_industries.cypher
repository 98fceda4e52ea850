// title: {zh: 产业最多的地方, en: Places by number of industries}
// topic: ranking
// examples:
//   - 哪个<level:城市>发展的产业最多？
//   - 各地产业数量排名
//   - 产业最多的<limit:5>个地方
//   - 哪里的产业最丰富
//   - Which <level:city> develops the most industries?
//   - Rank places by number of industries
//   - 哪个<level:区>发展的产业最多
//   - 哪个地方产业最多
//   - 产业最多的<limit:3>个<level:城市>
// parameters:
//   limit: {type: Integer, zh: 最多几行, en: limit}
//   level: {type: Level, zh: 层级, en: level}
// columns:
//   place: {zh: 地方, en: Place}
//   industries: {zh: 产业数, en: Industries}
//   names: {zh: 产业, en: Names}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '产业从多到少：{@place}。'
//   en: 'Most industries first: {@place}.'
// :param limit => 10
// :param level => null
MATCH (i:Industry)<-[r:PRIORITIZES]-(area)
MATCH (area)-[:PART_OF*0..2]->(place:Province|City|District)
WHERE CASE WHEN $level IS NULL THEN place = area ELSE $level IN labels(place) END
WITH place, collect(DISTINCT i.name) AS names, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN place.name AS place, size(names) AS industries, names[..20] AS names, _evidence
ORDER BY industries DESC, place LIMIT coalesce(toInteger($limit), 20)

// title: {zh: 哪些地方同时发展几个产业, en: Places that develop several industries at once}
// topic: industry
// examples:
//   - 哪些<level:城市>同时发展<industry:海上风电>和<industry:储能>？
//   - 既发展<industry:石化>又发展<industry:生物医药>的地方
//   - 哪些地方<industry:海上风电>和<industry:预制菜>都在做
//   - <place:广东>哪些<level:区>同时布局<industry:海上风电>、<industry:储能>
//   - 同时有<industry:钢铁>和<industry:石化>的<level:市>
//   - Which places develop both <industry:offshore wind> and <industry:energy storage>?
//   - <level:Cities> with both <industry:steel> and <industry:petrochemicals>
// parameters:
//   industry: {type: Industry, required: true, zh: 产业, en: industry, many: 2}
//   level: {type: Level, zh: 层级, en: level}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   place: {zh: 地方, en: Place}
//   industries: {zh: 产业, en: Industries}
//   via: {zh: 由谁发展, en: Through}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '同时发展{industry}的有{@place}。'
//   en: 'Places with all of {industry}: {@place}.'
// :param industry => ['海上风电', '储能']
// :param level => null
// :param place => null
UNWIND $industry AS i_key
MATCH (i:Industry) WHERE i.id = i_key OR i.name = i_key
MATCH (i)<-[:SUBINDUSTRY_OF*0..6]-(branch:Industry)
CALL (branch) {
  MATCH (branch)<-[r:PRIORITIZES]-(area:Province|City|District)
  RETURN r, area, area AS actor
  UNION
  MATCH (branch)<-[r:FOCUSES_ON]-(park:Park)-[:LOCATED_IN*1..3]->(area:Province|City|District)
  RETURN r, area, park AS actor
}
MATCH (area)-[:PART_OF*0..2]->(place:Province|City|District)
WHERE ($level IS NULL OR $level IN labels(place)) AND ($place IS NULL OR EXISTS {
    MATCH (place)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
WITH place, count(DISTINCT i) AS found, collect(DISTINCT branch.name) AS industries, collect(DISTINCT actor.name)[..6] AS via,
  collect(DISTINCT r {.articles, .sentences})[..6] AS _evidence
WHERE found = size($industry)
RETURN place.name AS place, industries, via, _evidence
ORDER BY place

// title: {zh: 各地的投资总额排名, en: Places ranked by investment}
// topic: money
// examples:
//   - 各地的投资总额排名
//   - 哪些地方吸引的投资最多？
//   - 各<level:城市>投资额排行
//   - 投资最多的<limit:5>个<level:区县>
//   - 哪个<level:城市>投资总额最高
//   - <place:上海>各<level:区>投资排名
//   - 按投资总额给各地排名
//   - Rank the places by total investment
//   - Which <level:city> attracted the most investment?
//   - 投资最多的地方是哪里
//   - 各地投资额从高到低排序
//   - 哪个地方吸引的资金最多
//   - Rank <level:cities> by investment
// parameters:
//   limit: {type: Integer, zh: 最多几行, en: limit}
//   level: {type: Level, zh: 层级, en: level}
//   place: {type: Place, zh: 地方, en: place}
// columns:
//   place: {zh: 地方, en: Place}
//   amount_text: {zh: 投资总额, en: Total}
//   sums: {zh: 笔, en: Sums}
//   amount: {zh: 数值, en: Number}
//   currency: {zh: 币种, en: Currency}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '投资总额按币种从高到低：{@place}。'
//   en: 'By currency, from the highest total: {@place}.'
// :param limit => 10
// :param level => null
// :param place => null
MATCH (inv:Investment)-[r:FUNDS]->(target)-[:LOCATED_IN*0..3]->(area:Province|City|District)
MATCH (area)-[:PART_OF*0..2]->(place:Province|City|District)
WHERE CASE WHEN $level IS NULL THEN place = area ELSE $level IN labels(place) END AND ($place IS NULL OR EXISTS {
    MATCH (place)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
WITH place, inv.currency AS currency, collect(DISTINCT inv) AS found, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
WITH place, currency, size(found) AS sums, reduce(t = 0.0, i IN found | t + i.amount) AS amount, _evidence
RETURN place.name AS place, CASE WHEN amount >= 1e8 THEN replace(toString(round(amount / 1e8, 2)) + '亿', '.0亿', '亿')
         WHEN amount >= 1e4 THEN replace(toString(round(amount / 1e4, 2)) + '万', '.0万', '万')
         ELSE replace(toString(round(amount, 2)) + ' ', '.0 ', '') END +
    coalesce({CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元'}[currency], currency, '') AS amount_text, sums, amount, currency, _evidence
ORDER BY currency, amount DESC, place LIMIT coalesce(toInteger($limit), 100)

// title: {zh: 金额最大的投资, en: Largest investments}
// topic: money
// examples:
//   - 金额最大的<limit:10>笔投资
//   - 投资额<limit:前三名>
//   - <place:湛江市>投资金额最大的是哪一笔？
//   - <amount_min:超过500亿元>的投资有哪些？
//   - <since:2021年以来>的投资有哪些
//   - <since:2020年>以来<place:上海>最大的<limit:5>笔投资
//   - <place:广东>最大的投资是什么
//   - <amount_min:100亿元以上>的项目有哪些
//   - 投资排行榜
//   - 投资规模<amount_max:不到10亿元>的项目
//   - Top <limit:5> investments
//   - Investments over <amount_min:10 billion yuan>
//   - Largest investments in <place:Shanghai> since <since:2020>
//   - 最大的一笔投资是多少
//   - <amount_max:10亿元以下>的投资
//   - 投资金额排名
//   - 最大的几笔投资
// parameters:
//   limit: {type: Integer, zh: 最多几行, en: limit}
//   place: {type: Place, zh: 地方, en: place}
//   amount_min: {type: Amount, zh: 金额下限, en: at least}
//   amount_max: {type: Amount, zh: 金额上限, en: at most}
//   since: {type: Date, zh: 起始时间, en: since}
//   until: {type: Date, zh: 截止时间, en: until}
//   currency: {type: Currency, zh: 币种, en: currency}
// columns:
//   amount_text: {zh: 金额, en: Amount}
//   target: {zh: 投向, en: Into}
//   location: {zh: 地方, en: Place}
//   words: {zh: 原文, en: Words of the text}
//   period: {zh: 时期, en: Period}
//   amount: {zh: 数值, en: Number}
//   currency: {zh: 币种, en: Currency}
//   _evidence: {zh: 依据, en: Evidence}
// answer:
//   zh: '{place}的投资依次为{@amount_text}。'
//   en: 'Largest investments: {@amount_text}.'
// :param limit => 10
// :param place => null
// :param amount_min => null
// :param amount_max => null
// :param since => null
// :param until => null
// :param currency => null
MATCH (inv:Investment)-[r:FUNDS]->(target)
WHERE ($amount_min IS NULL OR inv.amount >= $amount_min) AND ($amount_max IS NULL OR inv.amount <= $amount_max) AND
  ($currency IS NULL OR inv.currency = $currency) AND
  ($since IS NULL OR last(split(coalesce(inv.period, r.last_seen), '/')) >= $since) AND
  ($until IS NULL OR left(head(split(coalesce(inv.period, r.last_seen), '/')), size($until)) <= $until)
OPTIONAL MATCH (target)-[:LOCATED_IN*0..3]->(area:Province|City|District)
WITH inv, target, area, r WHERE ($place IS NULL OR EXISTS {
    MATCH (area)-[:PART_OF*0..2]->(whole) WHERE whole.id IN $place OR whole.name IN $place })
WITH inv, collect(DISTINCT target.name) AS target, collect(DISTINCT area.name) AS location, collect(DISTINCT r {.articles, .sentences})[..3] AS _evidence
RETURN coalesce({about: '约', over: '超', under: '近', at_least: '不少于', at_most: '不超过'}[inv.bound], '') +
    CASE WHEN inv.amount >= 1e8 THEN replace(toString(round(inv.amount / 1e8, 2)) + '亿', '.0亿', '亿')
         WHEN inv.amount >= 1e4 THEN replace(toString(round(inv.amount / 1e4, 2)) + '万', '.0万', '万')
         ELSE replace(toString(round(inv.amount, 2)) + ' ', '.0 ', '') END +
    coalesce({CNY: '元', TWD: '元新台币', USD: '美元', HKD: '港元', EUR: '欧元', JPY: '日元'}[inv.currency], inv.currency, '') AS amount_text,
  target, location, inv.name AS words, inv.period AS period, inv.amount AS amount, inv.currency AS currency, _evidence
ORDER BY amount DESC, currency, words LIMIT coalesce(toInteger($limit), 100)

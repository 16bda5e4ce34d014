package dev.weir.type;

/**
 * AWS WAF: one line for each web request, as the service writes it, or flat with the same field
 * names as the generator does.
 */
final class AwsWaf {
  static final LogType TYPE =
      LogType.named("aws.waf", SplitFormat.JSON_VALUES)
          .keys(KeyRule.records("(^|/)(WAFLogs/|aws-waf-logs-)"))
          .content(
              // A long ruleGroupList may push httpRequest out of the head.
              ContentSign.members("webaclId", "httpRequest")
                  .or(ContentSign.members("webaclId", "terminatingRuleId"))
                  .or(
                      ContentSign.members("action", "httpSourceName", "httpMethod", "country")
                          .and(
                              ContentSign.members("responseCodeSent")
                                  .or(ContentSign.members("httpStatus")))))
          .times(
              new TimeField("timestamp", TimeField.Form.EPOCH_MILLIS),
              new TimeField("time", TimeField.Form.ISO_8601));

  private AwsWaf() {}
}

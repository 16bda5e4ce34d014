package dev.weir.pipeline;

import dev.weir.msgpack.MsgpackException;
import dev.weir.rule.TracedRules;
import java.util.Set;

/** Tells why rules match the record at work, or do not. */
@FunctionalInterface
public interface RuleReasons {
  /**
   * Why the rules match that have these ids.
   *
   * @param ids empty for the rules that match, and those that come near
   */
  TracedRules of(Set<String> ids) throws MsgpackException;
}

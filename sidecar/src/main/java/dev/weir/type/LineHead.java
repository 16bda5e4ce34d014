package dev.weir.type;

import java.util.List;

/**
 * What lines with values between separators begin with, up to the one in brackets.
 *
 * @param brackets the columns whose values are in brackets, {@code [a b]}; none for none. A line in
 *     which the first of them is not has its values elsewhere; another one may be left out
 * @param free the column before that one, into which anybody may write separators and brackets but
 *     no quote: it reaches up to the last brackets before the first quote, which is that of the
 *     column behind them; empty for none
 * @param front a column that some writers put before all others: it is there where the first value
 *     is a host with its port, or a name behind which an address stands; empty for none
 * @param forwarded a column of the addresses that proxies tell, {@code X-Forwarded-For}, which some
 *     writers put before all others, or in parentheses behind the first; empty for none
 */
public record LineHead(List<String> brackets, String free, String front, String forwarded) {
  public LineHead {
    brackets = List.copyOf(brackets);
  }

  /** Whether this column has to be in brackets. */
  public boolean needsBrackets(String column) {
    return !brackets.isEmpty() && brackets.getFirst().equals(column);
  }
}

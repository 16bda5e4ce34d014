package dev.weir.type;

/**
 * What lines with values between separators begin with, up to the one in brackets.
 *
 * @param brackets the one column whose value is in brackets, {@code [a b]}; empty for none. A line
 *     in which it is not has its values elsewhere
 * @param free the column before that one, into which anybody may write separators and brackets but
 *     no quote: it reaches up to the last brackets before the first quote, which is that of the
 *     column behind them; empty for none
 * @param front a column that some writers put before all others: it is there where the first value
 *     is a host with its port, or a name behind which an address stands; empty for none
 */
public record LineHead(String brackets, String free, String front) {}

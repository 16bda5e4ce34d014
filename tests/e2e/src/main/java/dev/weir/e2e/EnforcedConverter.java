package dev.weir.e2e;

import dev.weir.generate.Enforced;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code field=value} on the command line. */
final class EnforcedConverter implements ITypeConverter<Enforced> {
  @Override
  public Enforced convert(String text) {
    try {
      return Enforced.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

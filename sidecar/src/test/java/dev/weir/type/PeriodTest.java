package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-11-21, 2026.11.21, 2026-11-22",
    "DAY, 2024-02-29, 2024.02.29, 2024-03-01",
    "WEEK, 2026-11-21, 2026-w47, 2026-11-23",
    "WEEK, 2027-01-01, 2026-w53, 2027-01-04",
    "WEEK, 2024-12-30, 2025-w01, 2025-01-06",
    "MONTH, 2026-12-31, 2026.12, 2027-01-01",
  })
  void saysInItsLabelWhereItEnds(Period period, LocalDate day, String label, LocalDate end) {
    assertEquals(label, period.label(day));
    assertEquals(end, Period.end(label));
    assertEquals(period, Period.of(label));
  }

  @Test
  void everyDayLiesBeforeTheEndOfItsPeriod() {
    for (int day = 0; day < 3000; day++) {
      LocalDate date = LocalDate.of(2020, 1, 1).plusDays(day);
      for (Period period : Period.values()) {
        LocalDate end = Objects.requireNonNull(Period.end(period.label(date)));
        assertEquals(period.label(end.minusDays(1)), period.label(date));
        assertEquals(end, Period.end(period.label(end.minusDays(1))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026.13", "2026.02.30", "2026-w54", "2026", "ledger", "", "x2026.01"})
  void knowsNoEndOfWhatIsNoLabel(String label) {
    assertNull(Period.end(label));
    assertNull(Period.of(label));
  }
}

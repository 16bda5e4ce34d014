package dev.weir.type;

import java.util.List;

/**
 * The forms of what some programs write to syslog.
 *
 * @param programs their names as they stand in the line; none for every program
 * @param forms the first that fits a whole message counts
 */
public record ProgramForms(List<String> programs, List<TextForm> forms) {
  public ProgramForms {
    programs = List.copyOf(programs);
    forms = List.copyOf(forms);
  }
}

package dev.weir.yaml;

import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A text nests deeper, or refers to itself more often, than any file needs to. */
final class ExcessException extends YamlEngineException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ExcessException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}

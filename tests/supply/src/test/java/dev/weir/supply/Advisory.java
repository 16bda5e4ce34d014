package dev.weir.supply;

import java.util.List;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/**
 * A published weakness of a library.
 *
 * @param id CVE or GHSA
 * @param libraries {@code group:artifact} of each that has it
 * @param affected the versions that have it, as a Maven version range
 * @param accepted why it does not matter here, or empty
 */
record Advisory(String id, List<String> libraries, VersionRange affected, String accepted) {
  static Advisory of(String id, List<String> libraries, String affected, String accepted) {
    try {
      return new Advisory(
          id, libraries, VersionRange.createFromVersionSpec(affected), accepted.strip());
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalArgumentException("advisories.yaml, " + id + ": " + e.getMessage(), e);
    }
  }

  boolean concerns(Library library) {
    return libraries.contains(library.name())
        && affected.containsVersion(new DefaultArtifactVersion(library.version()));
  }

  boolean isAccepted() {
    return !accepted.isEmpty();
  }
}

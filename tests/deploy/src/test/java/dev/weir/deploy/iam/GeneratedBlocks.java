package dev.weir.deploy.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The blocks of a template that come from {@code ec2/iam}, between comments that name the file. */
final class GeneratedBlocks {
  private static final Pattern BEGIN =
      Pattern.compile("( *)# generated from ec2/iam/([a-z-]+\\.json)(?: with ((?:\\S+=\\S+ ?)+))?");

  private GeneratedBlocks() {}

  /** The template with its blocks as the files say. */
  static String filled(String template) {
    List<String> filled = new ArrayList<>();
    String end = "";
    for (String line : template.lines().toList()) {
      Matcher begin = BEGIN.matcher(line);
      if (begin.matches()) {
        if (!end.isEmpty()) {
          throw new IllegalStateException("no line '" + end + "' before '" + line + "'");
        }
        String name = begin.group(2);
        String indent = begin.group(1);
        filled.add(line);
        filled.addAll(
            new CloudFormationForm(names(begin.group(3)))
                .lines(PolicyFile.named(name), indent.length()));
        end = indent + "# end of ec2/iam/" + name;
      } else if (line.equals(end)) {
        filled.add(line);
        end = "";
      } else if (end.isEmpty()) {
        filled.add(line);
      }
    }
    if (!end.isEmpty()) {
      throw new IllegalStateException("no line '" + end + "'");
    }
    return String.join("\n", filled) + "\n";
  }

  private static Map<String, String> names(@Nullable String written) {
    Map<String, String> names = new HashMap<>();
    if (written != null) {
      for (String pair : List.of(written.strip().split(" +", -1))) {
        names.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    return names;
  }
}

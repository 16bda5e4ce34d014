package dev.weir.pack;

import java.io.IOException;

/** What a package manager runs; deb and rpm have the same. */
record MaintainerScripts(String preinst, String postinst, String prerm, String postrm) {

  static MaintainerScripts load() throws IOException {
    return new MaintainerScripts(
        Resource.text("preinst.sh"),
        Resource.text("postinst.sh"),
        Resource.text("prerm.sh"),
        Resource.text("postrm.sh"));
  }
}

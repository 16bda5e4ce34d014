package dev.weir.lab.opensearch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.env.Environment;
import org.opensearch.geo.GeoModulePlugin;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.mapper.MapperExtrasModulePlugin;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.ingest.common.IngestCommonModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.search.aggregations.matrix.MatrixAggregationModulePlugin;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * A single node on loopback with the modules that a distribution loads from its {@code modules}
 * folder, here from the class path.
 */
final class EmbeddedNode extends Node {
  private static final List<Class<? extends Plugin>> MODULES =
      List.of(
          Netty4ModulePlugin.class,
          PainlessModulePlugin.class,
          ReindexModulePlugin.class,
          IngestCommonModulePlugin.class,
          CommonAnalysisModulePlugin.class,
          MapperExtrasModulePlugin.class,
          MatrixAggregationModulePlugin.class,
          GeoModulePlugin.class);

  /**
   * @param home holds data, logs and configuration; what an earlier node left there is read
   * @param httpPort a port, or a range of which the first free one is taken
   */
  EmbeddedNode(Path home, String httpPort) {
    super(
        environment(home, httpPort),
        MODULES.stream().map(EmbeddedNode::describe).toList(),
        /* forbidPrivateIndexSettings= */ true);
  }

  /** The port that clients reach; known once the node has started. */
  int httpPort() {
    return injector()
        .getInstance(HttpServerTransport.class)
        .boundAddress()
        .publishAddress()
        .getPort();
  }

  /**
   * Waits until the indices that an earlier node left answer again; HTTP is served meanwhile. Gives
   * up after a minute: then they answer 503, as they would anywhere.
   */
  void awaitIndices() {
    client()
        .admin()
        .cluster()
        .prepareHealth()
        .setWaitForYellowStatus()
        .setTimeout(TimeValue.timeValueMinutes(1))
        .get();
  }

  private static Environment environment(Path home, String httpPort) {
    Settings settings =
        Settings.builder()
            .put("cluster.name", "weir-lab")
            .put("node.name", "weir-lab")
            .put("path.home", home.toString())
            .put("path.data", home.resolve("data").toString())
            .put("path.logs", home.resolve("logs").toString())
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", httpPort)
            .put("transport.port", "0")
            // A laptop's full disk is no reason for a test to find its indices read-only.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    return InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "weir-lab");
  }

  private static PluginInfo describe(Class<? extends Plugin> module) {
    return new PluginInfo(
        module.getSimpleName(),
        "module on the class path",
        Version.CURRENT.toString(),
        Version.CURRENT,
        "21",
        module.getName(),
        module.getSimpleName(),
        List.of(),
        false);
  }
}

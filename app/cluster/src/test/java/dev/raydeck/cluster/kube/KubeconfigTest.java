package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  private static final String TWO =
      """
      apiVersion: v1
      kind: Config
      clusters:
      - {name: a, cluster: {server: "https://a.example:6443"}}
      - {name: b, cluster: {server: "https://b.example:6443", insecure-skip-tls-verify: true}}
      users:
      - {name: me, user: {token: s3cret}}
      contexts:
      - {name: one, context: {cluster: a, user: me, namespace: ray}}
      - {name: two, context: {cluster: b, user: me}}
      current-context: two
      """;

  @Test
  void listsTheContexts() throws Exception {
    assertThat(Kubeconfig.ofText(TWO).contexts())
        .containsExactly(
            new ContextInfo("one", "a", "https://a.example:6443", "me", "ray", false, false),
            new ContextInfo("two", "b", "https://b.example:6443", "me", "default", true, true));
  }

  @Test
  void connectsToTheNamedContext() throws Exception {
    try (KubeApi one = Kubeconfig.ofText(TWO).connect("one");
        KubeApi current = Kubeconfig.ofText(TWO).connect(null)) {
      assertThat(one.serverUrl()).isEqualTo("https://a.example:6443/");
      assertThat(one.namespace()).isEqualTo("ray");
      assertThat(current.serverUrl()).isEqualTo("https://b.example:6443/");
      assertThat(current.namespace()).isEqualTo("default");
    }
  }

  @Test
  void saysWhichContextsThereAre() {
    KubeconfigException thrown = failure(Kubeconfig.ofText(TWO), "three");
    assertThat(thrown.wrong()).isEqualTo("there is no context three");
    assertThat(thrown.right()).isEqualTo("It has: one, two");
  }

  @Test
  void namesTheLineThatIsWrongAndNoSecret() {
    KubeconfigException thrown =
        failure(Kubeconfig.ofText(TWO.replace("- {name: me,", "- {name: me")), null);
    assertThat(thrown.line()).isEqualTo(7);
    assertThat(thrown).hasMessageNotContaining("s3cret").hasNoCause();
  }

  @Test
  void saysThatAFileIsMissing(@TempDir Path folder) {
    Path file = folder.resolve("none");
    assertThat(failure(Kubeconfig.ofFile(file), null))
        .hasMessage(file + ": there is no such file. Choose a kubeconfig");
  }

  @Test
  void refusesATextWithoutContexts() {
    assertThat(failure(Kubeconfig.ofText("hello"), null).where()).isEqualTo("kubeconfig text");
    assertThat(failure(Kubeconfig.ofText("{}"), null).wrong()).isEqualTo("it names no contexts");
  }

  /// As `kubectl config` writes what is empty.
  @Test
  void readsListsThatAreNull() {
    String empty =
        TWO.replaceAll("(?s)clusters:.*contexts:", "clusters: null\nusers: null\ncontexts:");
    assertThat(failure(Kubeconfig.ofText(empty), null).wrong())
        .isEqualTo("context one names a cluster that is not there");
  }

  @Test
  void joinsTheFilesKubectlWouldUse(@TempDir Path folder) throws Exception {
    Path first =
        Files.writeString(folder.resolve("first"), TWO.replaceAll("(?m)^.*name: b,.*\n", ""));
    Path second =
        Files.writeString(folder.resolve("second"), TWO.replace("a.example", "no.example"));
    System.setProperty("kubeconfig", first + File.pathSeparator + second);
    try (KubeApi one = Kubeconfig.ofDefault().connect("one");
        KubeApi two = Kubeconfig.ofDefault().connect("two")) {
      assertThat(one.serverUrl()).isEqualTo("https://a.example:6443/");
      assertThat(two.serverUrl()).isEqualTo("https://b.example:6443/");
    } finally {
      System.clearProperty("kubeconfig");
    }
  }

  @Test
  void seesARewrittenFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("config"), TWO);
    Kubeconfig kubeconfig = Kubeconfig.ofFile(file);
    assertThat(kubeconfig.contexts()).hasSize(2);
    Files.writeString(file, TWO.replace("name: two, context", "name: three, context"));
    assertThat(kubeconfig.contexts().getLast().name()).isEqualTo("three");
  }

  @Test
  void saysWhichCertificatesAreNone() throws Exception {
    String cluster = "{server: \"https://a.example:6443\", certificate-authority-data: %s}";
    String bad = TWO.replace("{server: \"https://a.example:6443\"}", cluster.formatted("aGVsbG8="));
    KubeconfigException thrown = failure(Kubeconfig.ofText(bad), "one");
    assertThat(thrown.wrong()).startsWith("the certificates of context one cannot be used: ");
    assertThat(thrown.right())
        .isEqualTo("Check its certificate-authority, client-certificate and client-key");
    assertThat(thrown).hasMessageNotContaining("s3cret");
    String none = TWO.replace("{server: \"https://a.example:6443\"}", cluster.formatted("\"\""));
    Kubeconfig.ofText(none).connect("one").close();
  }

  /// As minikube and kind write them: of a kind no one knows, and programs that give a token.
  @Test
  void readsWhatItDoesNotKnow() throws Exception {
    String extended =
        TWO.replace(
                "namespace: ray}",
                "namespace: ray, extensions: [{name: context_info, extension: {provider: minikube.sigs.k8s.io}}]}")
            .replace(
                "{token: s3cret}",
                "{exec: {apiVersion: client.authentication.k8s.io/v1, command: aws, args: [eks]}}");
    assertThat(Kubeconfig.ofText(extended).contexts())
        .extracting(ContextInfo::name)
        .containsExactly("one", "two");
  }

  private static KubeconfigException failure(Kubeconfig kubeconfig, @Nullable String context) {
    KubeconfigException thrown =
        catchThrowableOfType(KubeconfigException.class, () -> kubeconfig.connect(context).close());
    assertThat(thrown).isNotNull();
    return thrown;
  }
}

package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.models.chat.completions.ChatCompletion;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in Java on the first page, compiled and run as it stands there, but for the address and the key. */
class ReadmeProgramTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*\n)?(client\\.chat.*?)```", Pattern.DOTALL);

    @TempDir
    private Path classes;

    @Test
    void isAnswered() throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../../README.md")));
        assertTrue(program.find(), "README.md has no program in Java");
        try (TestingGateway gateway = Gateways.builder().start()) {
            String body = (program.group(1) + "return " + program.group(2))
                    .replace("http://127.0.0.1:4000/v1", gateway.openAiUrl())
                    .replace("System.getenv(\"SWITCHBOARD_KEY\")", "\"" + gateway.key() + "\"");
            assertTrue(body.contains(gateway.openAiUrl()) && body.contains(gateway.key()), body);
            compile("""
                    import com.openai.client.OpenAIClient;
                    import com.openai.client.okhttp.OpenAIOkHttpClient;
                    import com.openai.models.chat.completions.ChatCompletionCreateParams;
                    public final class Program {
                        public static Object run() {
                            %s
                        }
                    }
                    """.formatted(body));
            ChatCompletion reply = (ChatCompletion) run();
            assertEquals("mock", reply.model());
            assertTrue(
                    reply.choices().getFirst().message().content().orElseThrow().startsWith("You said: Hello"),
                    reply::toString);
        }
    }

    private Object run() throws Exception {
        URL[] where = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(where, getClass().getClassLoader())) {
            return loader.loadClass("Program").getMethod("run").invoke(null);
        }
    }

    private void compile(String source) {
        StringWriter messages = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("memory:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        assertTrue(
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                messages,
                                null,
                                null,
                                List.of("-proc:none", "-d", classes.toString(), "-classpath", classPath()),
                                null,
                                List.of(file))
                        .call(),
                () -> messages + source);
    }

    /** The build's runner hides the real one behind a jar of its own. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}

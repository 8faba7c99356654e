package dev.switchboard.testkit.leak;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Looks for what may hold a class loader and says where to look further. */
final class LeakReport {
    /** Set to {@code true}, it makes a failing probe write a heap dump, which may be large. */
    static final String HEAP_DUMP_PROPERTY = "switchboard.leak.heapdump";

    private static final String SOFT_REFERENCES = "SoftRefLRUPolicyMSPerMB";

    private LeakReport() {}

    static String describe(ClassLoader leaked) {
        List<String> lines = new ArrayList<>();
        lines.add("class loader not collected: " + leaked
                + (leaked.getName() == null ? "" : ", named " + leaked.getName()));
        lines.addAll(threads(leaked));
        lines.addAll(beans(leaked));
        if (lines.size() == 1) {
            lines.add("no platform thread and no MBean holds it; look for static fields, caches, thread-locals,"
                    + " virtual threads, shutdown hooks, JDBC drivers and kept exceptions");
        }
        lines.addAll(softReferences());
        lines.addAll(files());
        return String.join(System.lineSeparator() + "  ", lines);
    }

    private static List<String> threads(ClassLoader leaked) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<Thread, StackTraceElement[]> running :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = running.getKey();
            if (thread.getContextClassLoader() == leaked) {
                found.add("thread '" + thread.getName() + "' has it as its context class loader");
            }
            if (thread.getClass().getClassLoader() == leaked) {
                found.add("thread '" + thread.getName() + "' is an instance of its "
                        + thread.getClass().getName());
            }
            for (StackTraceElement frame : running.getValue()) {
                if (isOf(leaked, frame)) {
                    found.add("thread '" + thread.getName() + "' is running its code at " + frame);
                    break;
                }
            }
        }
        return found;
    }

    /** A frame knows only the name of its class; the loader tells whether that class is its own. */
    private static boolean isOf(ClassLoader leaked, StackTraceElement frame) {
        try {
            return Class.forName(frame.getClassName(), false, leaked).getClassLoader() == leaked;
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // A closed loader may refuse in any way: then the frame is not shown to be its own.
            return false;
        }
    }

    private static List<String> beans(ClassLoader leaked) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> found = new ArrayList<>();
        for (ObjectName name : server.queryNames(null, null)) {
            try {
                if (server.getClassLoaderFor(name) == leaked) {
                    found.add("MBean " + name + " is registered from it");
                }
            } catch (InstanceNotFoundException e) {
                // Unregistered since the query.
            }
        }
        return found;
    }

    private static List<String> softReferences() {
        String value = diagnostics().getVMOption(SOFT_REFERENCES).getValue();
        return value.equals("0")
                ? List.of()
                : List.of("soft references may hold it: run with -XX:" + SOFT_REFERENCES + "=0 (now: " + value + ")");
    }

    private static List<String> files() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "leaks"));
            Path threads = fresh(folder, "threads", ".txt");
            Path histogram = fresh(folder, "histogram", ".txt");
            diagnostics().dumpThreads(threads.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            Files.writeString(histogram, histogram());
            List<String> lines = new ArrayList<>();
            lines.add("all threads, virtual ones too: " + threads);
            lines.add("instances per class: " + histogram);
            lines.add(heap(folder));
            return lines;
        } catch (IOException | JMException e) {
            return List.of("no dump could be written: " + e);
        }
    }

    private static String heap(Path folder) throws IOException {
        if (!Boolean.getBoolean(HEAP_DUMP_PROPERTY)) {
            return "run with -D" + HEAP_DUMP_PROPERTY
                    + "=true for a heap dump, and ask it for the paths to the GC roots";
        }
        Path heap = fresh(folder, "heap", ".hprof");
        diagnostics().dumpHeap(heap.toString(), true);
        return "heap dump: " + heap;
    }

    private static String histogram() throws JMException {
        Object text = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return String.valueOf(text);
    }

    /** A name that is free: the JVM refuses to dump over a file that exists. */
    private static Path fresh(Path folder, String name, String ending) {
        return folder.toAbsolutePath()
                .resolve(name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + ending);
    }

    private static HotSpotDiagnosticMXBean diagnostics() {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    }
}

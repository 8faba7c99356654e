package dev.switchboard.testkit.leak;

import java.io.IOException;
import java.io.InputStream;

/** A class loader with classes of its own, as a bundle has. */
final class TestingLoader extends ClassLoader {

    TestingLoader() {
        super("testing-plugin", TestingLoader.class.getClassLoader());
    }

    /** A new instance of a copy of {@link TestingPlugin}, defined by this loader. */
    Runnable plugin() throws ReflectiveOperationException {
        return (Runnable) loadClass(TestingPlugin.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(TestingPlugin.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file =
                TestingLoader.class.getResourceAsStream(TestingPlugin.class.getSimpleName() + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

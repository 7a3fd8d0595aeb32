package dev.lanewise;

import dev.lanewise.kernel.vector.VectorKernels;
import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * What the choice of kernels depends on, as far as a program can know it: the properties that the
 * specification of {@link System#getProperties} promises, and {@code java.vm.info}, which it does
 * not, but HotSpot has and prints with {@code java -version}.
 *
 * @param vectorModule whether there is a Vector API
 * @param vmName the property {@code java.vm.name}
 * @param vmInfo the property {@code java.vm.info}
 * @param laneBits width of the lanes that the JVM prefers; 0 without a Vector API
 */
record Surroundings(boolean vectorModule, String vmName, String vmInfo, int laneBits) {
    static final String VECTOR_MODULE = "jdk.incubator.vector";
    static final String ADD_MODULE = "start java with --add-modules " + VECTOR_MODULE;

    static Surroundings ofThisJvm() {
        boolean module = hasVectorModule();
        return new Surroundings(
                module, property("java.vm.name"), property("java.vm.info"),
                module ? VectorKernels.preferredBits() : 0);
    }

    static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    /** Why the vector kernels are not for here, what that costs and what to do; or nothing. */
    String warning() {
        List<String> reasons = new ArrayList<>();
        if (!vectorModule) {
            reasons.add(ADD_MODULE);
        }
        if (!isHotSpot()) {
            reasons.add("the JVM is " + vmName + ", of whose compiler nothing is known here; "
                    + "use a HotSpot JVM, such as OpenJDK's");
        } else if (interprets()) {
            reasons.add("the JVM compiles nothing; start java without -Xint");
        } else if (isWithoutC2()) {
            reasons.add("the JVM compiles without C2 (" + vmName + ", " + vmInfo
                    + "); start java without -XX:TieredStopAtLevel=1 and the like");
        }
        if (vectorModule && laneBits < 128) {
            reasons.add("the JVM's vectors have " + laneBits + " bits, and 128 are needed; "
                    + "look for -XX:MaxVectorSize or -XX:UseSSE among its flags");
        }
        return reasons.isEmpty()
                ? ""
                : "Lanewise runs its scalar kernels, " + cost()
                        + " slower than vector kernels that "
                        + "C2 compiles: " + String.join("; ", reasons);
    }

    /** Of a training step of 32-784-128-10 with 512-bit lanes; docs/design.md has the figures. */
    private String cost() {
        if (!isHotSpot()) {
            return "many times";
        }
        if (interprets()) {
            return "some thousand times";
        }
        return isWithoutC2() ? "some forty times" : "some fifteen times";
    }

    private boolean interprets() {
        return vmInfo.startsWith("interpreted");
    }

    private boolean isWithoutC2() {
        return vmInfo.contains("emulated-client") || !vmName.contains("Server");
    }

    /** Of Oracle's name and of OpenJDK's; Graal's compiler in its place knows the Vector API. */
    private boolean isHotSpot() {
        return vmName.contains("HotSpot") || vmName.startsWith("OpenJDK ");
    }

    static String describe(String kernels, String warning) {
        return "Lanewise " + version() + "; kernels: " + kernels
                + "; JVM: " + property("java.vm.name") + " " + property("java.vm.version")
                + " (" + property("java.vm.info") + "), " + property("java.vm.vendor")
                + "; system: " + property("os.name") + " " + property("os.version") + " "
                + property("os.arch") + ", " + Runtime.getRuntime().availableProcessors()
                + " processors" + (warning.isEmpty() ? "" : "; warning: " + warning);
    }

    /** From the module's descriptor, or on the class path the jar's manifest. */
    private static String version() {
        ModuleDescriptor descriptor = Surroundings.class.getModule().getDescriptor();
        String version = descriptor == null
                ? Surroundings.class.getPackage().getImplementationVersion()
                : descriptor.rawVersion().orElse(null);
        return version == null ? "of unknown version" : version;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}

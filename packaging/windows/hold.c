/* Holds a file as a virus scanner does, so that nobody else may open it: hold PATH MILLISECONDS.
 * Says "held" when it has it. For trying the store under wine; never part of a package. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

int main(int argc, char **argv)
{
    HANDLE file;

    if (argc != 3)
        return 2;
    file = CreateFileA(argv[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    Sleep(atoi(argv[2]));
    return 0;
}
